// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Report.h"

#include <string>
#include <vector>

namespace holdfast::driver {

/// \p Edits (sorted, without clashes) of \p File with its project's own
/// .clang-format on what they write: only there, and only where the lines were
/// formatted that way before. Includes have their place already. Without a
/// .clang-format, or with one that cannot be read, \p Edits as they are.
std::vector<Edit> formatted(const std::string &File, llvm::StringRef Content,
                            std::vector<Edit> Edits);

} // namespace holdfast::driver
