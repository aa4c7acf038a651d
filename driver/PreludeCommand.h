// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/UnitJob.h"

#include <string>
#include <vector>

namespace holdfast::driver {

/// What the command of \p U has in common with those of units that may share
/// a prelude with it: all but the file's own name and those of its outputs.
/// Empty where there can be none: another language than C++, clang-cl, modules,
/// or flags that include something in front of the file.
std::vector<std::string> sharedCommand(const Unit &U);

/// The command that compiles \p Header as a header with the flags of \p U,
/// whose shared command is not empty.
std::vector<std::string> headerCommand(const Unit &U,
                                       const std::string &Header);

} // namespace holdfast::driver
