// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast init`. Returns the exit status.
int runInit(const Options &O);

} // namespace holdfast::driver
