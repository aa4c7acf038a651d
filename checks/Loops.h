// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loops of long-running services: which of them never end by themselves,
// what they await, and which words stand in them.
#pragma once

#include "checks/UserCode.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace holdfast {

/// True if \p S is a loop.
bool isLoop(const clang::Stmt &S);

/// What \p Loop does in each turn, without its condition.
const clang::Stmt *turnOf(const clang::Stmt &Loop);

/// True for `for (;;)`, `while (true)` and the like.
bool isEndless(const clang::Stmt &Loop, const clang::ASTContext &Ctx);

/// True if \p Loop is endless, or goes on until something changes that it does
/// not count itself: `while (!stopped)`, `while (auto x = co_await next())`. A
/// comparison counts, and so does an increment.
bool runsUntilToldToStop(const clang::Stmt &Loop, const clang::ASTContext &Ctx);

/// The loops around \p Where, the innermost first.
llvm::SmallVector<const clang::Stmt *, 4> loopsAround(const Place &Where);

/// Calls \p Visit with \p S and all that is in it, in the order of the source,
/// but with nothing inside of another function: a lambda's captures are
/// visited, its body is not. False from \p Visit leaves out what is inside.
void forEachWithin(const clang::Stmt *S,
                   llvm::function_ref<bool(const clang::Stmt &)> Visit);

/// The operand of \p S if it is a `co_await`, dependent or not, that may
/// suspend: asking `this_coro` for something never does.
const clang::Expr *awaited(const clang::Stmt &S);

/// True if \p S names something in whose name one of \p Stems occurs, in
/// whatever case. The bodies of lambdas belong to it unless \p Lambdas is
/// false.
bool mentions(const clang::Stmt *S, llvm::ArrayRef<llvm::StringRef> Stems,
              bool Lambdas = true);

/// The function that \p E calls or starts: that of a call, or a lambda's own.
/// nullptr where it is not known.
const clang::FunctionDecl *startedBy(const clang::Expr &E);

/// True if \p S, a function's body, cannot be left by an exception, as far as
/// can be seen: every `co_await`, and outside of coroutines every call, stands
/// in a `try` that catches all and does not throw again.
bool keepsItsExceptions(const clang::Stmt *S);

/// True if \p Handler catches whatever derives from std::exception.
bool catchesAll(const clang::CXXCatchStmt &Handler);

/// True if something in \p S, but not in \p Except, returns, throws, breaks out
/// of a loop or a switch, jumps, or calls what never comes back or is seen to
/// throw.
bool mayLeave(const clang::Stmt *S, const clang::Stmt *Except = nullptr);

/// The same of what stands in \p S before the first `co_await`.
bool mayLeaveBeforeAwait(const clang::Stmt *S);

} // namespace holdfast
