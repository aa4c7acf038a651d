// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast merge`: the report that one run over everything would have given,
/// or what keeps the shards from giving it. Returns the exit status.
int runMerge(const Options &O);

} // namespace holdfast::driver
