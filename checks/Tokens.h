// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Completion tokens: the argument that decides what a spawn gives back.
#pragma once

#include "checks/catalogue/Catalogue.h"

#include "clang/AST/Expr.h"

namespace holdfast {

/// The token of one spawn.
struct Token {
  /// The case of the row that it selects; nullptr where no row speaks of it,
  /// such as a completion handler.
  const catalogue::TokenCase *Case = nullptr;
  /// The type of the innermost token, without the adapters around it.
  clang::QualType Innermost;
  /// Some adapter has an effect of its own, so that the token cannot be left
  /// out: `bind_cancellation_slot`, `consign`.
  bool Bound = false;
};

/// Looks at the last argument of \p Call, a call of the function of \p Row.
/// nullopt if the row has no token or the call has no such argument.
std::optional<Token> tokenOf(const clang::CallExpr &Call,
                             const catalogue::SpawnRow &Row,
                             const catalogue::Catalogue &Rows);

/// True if \p Token, the last argument of a call, only passes on what the
/// enclosing function was given: one of its parameters or a member. Whoever
/// gave it has decided.
bool isPassedOn(const clang::Expr &Token);

/// If \p Call hands a token that detaches to a function that passes it on to a
/// spawn, as a wrapper's template does: that spawn. Looks one level deep.
struct PassedToken {
  const catalogue::SpawnRow *Row = nullptr;
  const catalogue::TokenCase *Case = nullptr;
};
std::optional<PassedToken> detachedThrough(const clang::CallExpr &Call,
                                           const catalogue::Catalogue &Rows);

/// An operation that is started with a token that detaches it, without a row of
/// its own: `async_run(cfg, detached)`, `co_spawn(ex, f, deferred)(detached)`.
struct DetachedOperation {
  const catalogue::TokenCase *Case = nullptr;
  const catalogue::Library *Lib = nullptr;
  /// What made the operation: the call itself or the one that it is made on.
  const clang::Expr *Starter = nullptr;
  /// Its signature tells of an exception. Else an error code is lost.
  bool LosesException = false;
};
std::optional<DetachedOperation>
detachedOperation(const clang::CallExpr &Call,
                  const catalogue::Catalogue &Rows);

/// The last argument that is written, not defaulted; nullptr if there is none.
const clang::Expr *lastArgument(const clang::CallExpr &Call);

/// The spawn row for \p Call, also where the call is dependent and all of its
/// candidates have the same name.
const catalogue::SpawnRow *spawnRowOf(const clang::CallExpr &Call,
                                      const catalogue::Catalogue &Rows);

} // namespace holdfast
