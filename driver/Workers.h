// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Worker processes: one that crashes, hangs or eats memory costs one
// translation unit.
//
// A worker is this same program, started as `holdfast worker`. It reads one
// UnitJob per line from its standard input and answers each with one UnitReport
// per line. The next job goes to whoever is idle.
#pragma once

#include "driver/Report.h"
#include "driver/UnitJob.h"

#include <functional>

namespace holdfast::driver {

/// How many workers there are, and what one may use; 0: as much as it likes.
struct WorkerLimits {
  unsigned Count = 1;
  /// For one job, by the clock on the wall.
  unsigned Seconds = 15 * 60;
  uint64_t Bytes = 0;
};

/// Why a job has no answer.
struct WorkerFailure {
  /// `crash`, `timeout` or `memory`; empty: it has one.
  std::string Kind;
  std::string Words;

  explicit operator bool() const { return !Kind.empty(); }
};

/// Called for each job as its answer arrives, in any order, on the calling
/// thread. With a failure the report is empty. False: start no further job.
using Arrival = std::function<bool(size_t Job, UnitReport Report,
                                   const WorkerFailure &Failure)>;

/// Runs \p Jobs within \p Limits. Empty: all jobs were answered or \p Arrived
/// stopped it; else why no worker could be started.
std::string runJobs(llvm::ArrayRef<UnitJob> Jobs, const WorkerLimits &Limits,
                    const Arrival &Arrived);

/// The worker's side: serves until its input ends. Returns the exit status.
int serve();

} // namespace holdfast::driver
