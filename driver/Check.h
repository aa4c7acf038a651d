// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast check`. Returns the exit status.
int runCheck(const Options &O);

/// Prints `holdfast: error: ...` and returns the exit status for it.
int usageError(llvm::StringRef Message);

} // namespace holdfast::driver
