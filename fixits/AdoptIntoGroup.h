// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The family "group owner": an owner takes the task.
#pragma once

#include "fixits/Fix.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace holdfast {

/// Who takes the task.
struct OwnerText {
  /// What stands in front of the task, such as `tasks_.spawn(`, and behind it.
  std::string Before;
  std::string After;
  /// The quick fix's name.
  std::string Title;
  /// The header of the owner, or empty.
  std::string Header;
  FixTier Tier = FixTier::Suggest;
  FixFamily Family = FixFamily::Group;
};

/// `flush();` becomes `tasks_.spawn(flush());`.
std::optional<Fix> adoptHandle(const clang::Expr &Call,
                               const clang::Stmt &Whole, const OwnerText &Owner,
                               const clang::ASTContext &Ctx);

/// A spawn whose token is given up; without a token, \c Token is the task. What
/// stands between its arguments stays as it is written, line breaks included.
struct SpawnParts {
  const clang::CallExpr *Call = nullptr;
  const clang::Expr *Executor = nullptr;
  const clang::Expr *Task = nullptr;
  const clang::Expr *Token = nullptr;
  /// Not empty: a statement in front of the call gives the executor this name.
  /// The call is a statement of a block by itself.
  llvm::StringRef ExecutorName = {};
};

/// `co_spawn(ex, session(s), detached)` becomes
/// `holdfast::background(ex).spawn(session(s))`: \p Opening stands for
/// `co_spawn(` and \p Joint for the comma behind the executor.
std::optional<Fix> adoptSpawnKeepingExecutor(const SpawnParts &Parts,
                                             llvm::StringRef Opening,
                                             llvm::StringRef Joint,
                                             const OwnerText &Owner,
                                             const clang::ASTContext &Ctx);

/// `co_spawn(ex, session(s), detached)` becomes `tasks_.spawn(session(s))`.
std::optional<Fix> adoptSpawnDroppingExecutor(const SpawnParts &Parts,
                                              const OwnerText &Owner,
                                              const clang::ASTContext &Ctx);

/// Puts \p Text in the place of the token.
std::optional<Fix> replaceToken(const clang::Expr &Token, llvm::StringRef Text,
                                llvm::StringRef Title, llvm::StringRef Header,
                                const clang::ASTContext &Ctx);

} // namespace holdfast
