// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// Writes, as HTML, how many findings there are by consequence, check, library,
/// repair and directory. Each row is a button that script.js makes a filter.
void writeFacets(const RunResult &Result, llvm::raw_ostream &OS);

} // namespace holdfast::driver
