// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Report.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace holdfast::driver {

/// What \p Edits (sorted, without clashes) change in \p Content, as a unified
/// diff with three lines of context that `patch -p1` and `git apply` read.
/// \p Name is the path below `a/` and `b/`.
std::string unifiedDiff(llvm::StringRef Name, llvm::StringRef Content,
                        llvm::ArrayRef<Edit> Edits);

} // namespace holdfast::driver
