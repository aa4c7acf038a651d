// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <system_error>

namespace holdfast::driver {

/// Writes \p File so that nobody ever sees a part of it: beside it, then by a
/// rename. What is no regular file, such as a pipe, is written as it is.
std::error_code writeWhole(llvm::StringRef File,
                           llvm::function_ref<void(llvm::raw_ostream &)> Write);

} // namespace holdfast::driver
