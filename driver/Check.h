// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Changed.h"
#include "driver/Merge.h"
#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast check`. Returns the exit status.
int runCheck(const Options &O);

/// Writes the report as \p O asks for it, without what is in the baseline, and
/// only of \p Lines if these are given. Returns the exit status.
int report(const Options &O, const Plan &P, Sources &Texts, RunResult Result,
           const std::optional<ChangedLines> &Lines = std::nullopt);

/// Prints `holdfast: error: ...` and returns the exit status for it.
int usageError(llvm::StringRef Message);

} // namespace holdfast::driver
