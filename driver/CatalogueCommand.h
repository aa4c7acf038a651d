// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast catalogue list | show LIBRARY | validate FILE...`. Returns the
/// exit status.
int runCatalogue(const Options &O);

} // namespace holdfast::driver
