// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Worker processes: one that crashes costs one translation unit.
//
// A worker is this same program, started as `holdfast worker`. It reads one
// UnitJob per line from its standard input and answers each with one UnitReport
// per line. The next job goes to whoever is idle.
#pragma once

#include "driver/Report.h"
#include "driver/UnitJob.h"

#include <functional>

namespace holdfast::driver {

/// Called for each job as its answer arrives, in any order, on the calling
/// thread. \p Crash is empty, or says how the worker died; then the report is
/// empty too. False: start no further job.
using Arrival = std::function<bool(size_t Job, UnitReport Report,
                                   const std::string &Crash)>;

/// Runs \p Jobs in up to \p Count processes. Empty: all jobs were answered or
/// \p Arrived stopped it; else why no worker could be started.
std::string runJobs(llvm::ArrayRef<UnitJob> Jobs, unsigned Count,
                    const Arrival &Arrived);

/// The worker's side: serves until its input ends. Returns the exit status.
int serve();

} // namespace holdfast::driver
