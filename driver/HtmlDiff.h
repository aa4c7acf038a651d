// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// A unified diff of one file as HTML, with what differs inside of a line
/// marked.
void writeHtmlDiff(llvm::StringRef Diff, llvm::raw_ostream &OS);

} // namespace holdfast::driver
