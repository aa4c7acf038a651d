// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// Writes \p Result as the JSON that docs/driver.md describes.
void writeJson(const RunResult &Result, const Plan &P, Sources &Texts,
               llvm::raw_ostream &OS);

} // namespace holdfast::driver
