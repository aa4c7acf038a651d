// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The catalogue files that libraries ship beside their headers.
#pragma once

#include "clang/AST/ASTContext.h"

#include <string>
#include <vector>

namespace holdfast {

/// Begins the message about a shipped file that is wrong. It is a warning, for
/// its user cannot repair it: it may be written for another holdfast.
inline constexpr llvm::StringLiteral ShippedFileIgnored =
    "a library's catalogue file is ignored: ";

/// The `.holdfast.yaml` files in the folders of the headers of this unit and in
/// the folders above those, without the ones that speak for \p MainFile anyway;
/// sorted, each once.
///
/// Where the headers come from a precompiled preamble, as in an editor, only
/// those count that declare something that the unit's own code calls or names.
std::vector<std::string> findShippedFiles(clang::ASTContext &Ctx,
                                          llvm::StringRef MainFile);
/// The same of a unit without a preamble that was not parsed.
std::vector<std::string> findShippedFiles(const clang::SourceManager &SM,
                                          llvm::StringRef MainFile);

} // namespace holdfast
