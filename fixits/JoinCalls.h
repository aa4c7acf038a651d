// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The family "await", for several tasks at once.
#pragma once

#include "fixits/Fix.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"

namespace holdfast {

/// `flush(); save();` becomes `co_await when_all(flush(), save());`.
///
/// \p Statements follow each other in one block, and each has the call of
/// \p Calls with its number for its value; there are at least two. \p Word is
/// the catalogue's text with `{h}` twice, for the first call and every further
/// one: `when_all({h}, {h})`, `({h} && {h})`. \p Using is a namespace whose
/// operators it needs, or empty. The caller answers for it that the function
/// may await here.
///
/// nullopt where some of the text may not be edited, where a comment would be
/// lost, and where a call holds a temporary that g++ 12 would destroy twice.
std::optional<Fix> joinCalls(llvm::ArrayRef<const clang::Stmt *> Statements,
                             llvm::ArrayRef<const clang::Expr *> Calls,
                             llvm::StringRef Word, llvm::StringRef Using,
                             llvm::StringRef Title,
                             const clang::ASTContext &Ctx);

} // namespace holdfast
