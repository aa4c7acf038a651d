// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Workers.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace holdfast::driver {

/// The precompiled preludes of one run, in a folder of their own that ends with
/// this object.
class SharedPreludes {
public:
  SharedPreludes() = default;
  SharedPreludes(const SharedPreludes &) = delete;
  SharedPreludes &operator=(const SharedPreludes &) = delete;
  ~SharedPreludes();

  /// Finds out what \p Jobs have in common, precompiles it, and sets the
  /// prelude of each job that is to begin with one. Where something fails, jobs
  /// have none. A job that cannot name a task is answered on the way:
  /// \p Answered is called with its report. Returns why no worker could be
  /// started, or nothing.
  std::string make(llvm::MutableArrayRef<UnitJob> Jobs,
                   const WorkerLimits &Limits, const Arrival &Answered);

private:
  bool makeFolder();

  std::string Folder;
};

} // namespace holdfast::driver
