// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// One page that holds everything it needs. It can be read without JavaScript,
/// which only filters; style and script are the files in driver/html/.
void writeHtml(const RunResult &Result, const Plan &P, Sources &Texts,
               llvm::raw_ostream &OS);

} // namespace holdfast::driver
