// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the promise of a coroutine type tells about the type, where no row of
// the catalogue speaks of it.
#pragma once

#include "checks/catalogue/Facts.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

#include <optional>

namespace holdfast {

struct CoroutineFacts {
  Start Starts = Start::Unknown;
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
  /// Runs by itself and leaves nothing to hold or to await.
  bool FireAndForget = false;
};

/// The facts of \p R as a coroutine return type. nullopt if it is none, or if
/// it is a generator: its promise yields and it cannot be awaited, or it has
/// `begin` and `end`.
///
/// Sources: `[dcl.fct.def.coroutine]` for what each member of a promise does.
std::optional<CoroutineFacts> inferCoroutine(const clang::CXXRecordDecl &R,
                                             clang::ASTContext &Ctx);

/// True if \p R has `operator co_await` or the three members of an awaiter.
bool hasAwaiterMembers(const clang::CXXRecordDecl &R);

/// True if the promise of the coroutine type \p R has `await_transform`, and so
/// decides for itself what can be awaited; also true where no promise is found.
bool promiseTransformsAwait(const clang::CXXRecordDecl &R,
                            clang::ASTContext &Ctx);

/// True if \p R or a base of it declares a member \p Name.
bool hasMember(const clang::CXXRecordDecl &R, llvm::StringRef Name);

} // namespace holdfast
