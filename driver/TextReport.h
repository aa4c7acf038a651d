// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// Writes \p Result as clang-tidy writes its diagnostics: place, message, check
/// name, the source line with its marks, the notes.
void writeText(const RunResult &Result, llvm::raw_ostream &OS, bool Colours);

/// Writes the errors of \p Result so, without the findings.
void writeErrors(const RunResult &Result, llvm::raw_ostream &OS, bool Colours);

} // namespace holdfast::driver
