// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"
#include "driver/Options.h"

#include "llvm/ADT/ArrayRef.h"

namespace holdfast::driver {

/// Why \p Files (real paths) must not be changed: it would mix with work in
/// progress, or with a text that the checks never saw. Empty: go on.
std::string obstacle(llvm::ArrayRef<std::string> Files, const RunResult &Result,
                     const Options &O, Sources &Texts);

} // namespace holdfast::driver
