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

/// An exit, and the statements that it wants in front of it.
struct ExitWait {
  /// A return, a jump, or the block at whose closing brace a scope ends.
  const clang::Stmt *At = nullptr;
  llvm::SmallVector<std::string, 1> Statements;
};

/// Writes the statements of each of \p Exits in front of it: on lines of their
/// own, within new braces where the exit is all that an `if` has. \p Body is
/// the function's body.
///
/// nullopt where some place may not be edited, lies in a handler of exceptions,
/// or is not written as a statement of a block, of a branch or of a case.
std::optional<Fix> waitBeforeExits(llvm::ArrayRef<ExitWait> Exits,
                                   const clang::Stmt &Body,
                                   llvm::StringRef Title, FixTier Tier,
                                   const clang::ASTContext &Ctx);

/// Makes \p Wait, which is all that \p If does, unconditional: `if (c) co_await
/// t;` becomes `co_await t;`. nullopt where the condition does something, or
/// where text would be lost.
std::optional<Fix> waitAlways(const clang::IfStmt &If, const clang::Expr &Wait,
                              const clang::Stmt &Body, llvm::StringRef Title,
                              const clang::ASTContext &Ctx);

} // namespace holdfast
