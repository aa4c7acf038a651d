// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutines that are lambdas: they read their captures from the closure, not
// from the frame.
#pragma once

#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"

namespace holdfast {

/// `[this]() -> task {...}` in `[this]() -> task {...}()`: a coroutine whose
/// closure dies at the semicolon. nullptr for anything else.
const clang::LambdaExpr *danglingClosure(const clang::Expr &E);

/// True if \p E is a closure that refers to variables of the function around.
bool refersToLocals(const clang::Expr &E);

/// True if \p E, a call of an object, has arguments.
bool calledWithArguments(const clang::Expr &E);

} // namespace holdfast
