// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How does a source file begin?
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace holdfast::driver {

/// What the `#include` lines name with which \p Text begins, as it stands
/// there: `<vector>`, `"list.h"`. Ends at the first token or directive of
/// another kind. A name in quotes that is a file beside the source file, whose
/// folder is \p Directory, gets that folder in front: it means the same file
/// wherever it is included from.
std::vector<std::string> startOf(llvm::StringRef Text,
                                 llvm::StringRef Directory);

} // namespace holdfast::driver
