// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast fix`. Returns the exit status.
int runFix(const Options &O);

} // namespace holdfast::driver
