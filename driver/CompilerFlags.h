// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/UnitJob.h"

#include <string>
#include <vector>

namespace holdfast::driver {

/// The command of \p U, which may be of another compiler, as the clang in this
/// program can follow it:
/// - a precompiled header is replaced by the header it was made of, since it
///   may be of another compiler, stale, or not built yet;
/// - flags that clang does not know are left out.
std::vector<std::string> understoodCommand(const Unit &U);

} // namespace holdfast::driver
