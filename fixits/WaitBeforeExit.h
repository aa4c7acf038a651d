// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The family "await" for a handle that has a name: it is waited for before
// every exit that drops it.
#pragma once

#include "fixits/Fix.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/ArrayRef.h"

namespace holdfast {

/// Writes the statement \p Text in front of each of \p Exits, which are
/// returns, jumps, or blocks at whose closing brace a scope ends: on a line of
/// its own, or within braces where the exit is all that an `if` has. \p Body is
/// the function's body.
///
/// nullopt where some place may not be edited, lies in a handler of exceptions,
/// or is not written as a statement of a block or of a branch.
std::optional<Fix> waitBeforeExits(llvm::ArrayRef<const clang::Stmt *> Exits,
                                   const clang::Stmt &Body,
                                   llvm::StringRef Text, llvm::StringRef Title,
                                   FixTier Tier, const clang::ASTContext &Ctx);

} // namespace holdfast
