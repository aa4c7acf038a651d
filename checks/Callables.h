// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is called when somebody calls the value of an expression, and which task
// does that call give back?
#pragma once

#include "checks/TaskModel.h"

#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"

#include <optional>
#include <string>

namespace holdfast {

/// A callable whose result is a task.
struct Callable {
  TaskType Task;
  /// As a message names it: `this lambda`, `'flush'`.
  std::string Name;
  /// The expression that makes it, without std::bind and the like around it.
  const clang::Expr *Made = nullptr;
  /// The closure, where it is written there.
  const clang::LambdaExpr *Lambda = nullptr;
  /// The call whose task it returns, where there is a single one to be seen.
  const clang::Expr *Returned = nullptr;
  /// How many parameters it has.
  unsigned Parameters = 0;
  /// A closure that is itself a coroutine.
  bool Coroutine = false;
};

/// nullopt if \p E is no callable, if what its call gives cannot be seen, or if
/// that is no task: a class with several call operators, a generic lambda that
/// was instantiated for none, one that returns a copy of a shared handle, a
/// sanctioned function, a parameter of deduced type that the enclosing template
/// only passes on.
std::optional<Callable> callableOf(const clang::Expr &E, TaskModel &Model);

/// \p E without what the compiler puts around it, copies and moves of the whole
/// object, std::move and std::forward.
const clang::Expr &unwrapped(const clang::Expr &E);

/// True if \p Param belongs to an instantiation and its type is a template
/// parameter of its function or class: `F`, `F &&`, `auto`, `F &&...`.
bool hasDeducedType(const clang::ParmVarDecl &Param);

/// The parameter that \p E names, if its type was deduced from the argument:
/// also through another name, which a variable or a lambda's capture gave it.
const clang::ParmVarDecl *deducedParameter(const clang::Expr &E);

/// The function, pointer or object that \p Call calls, also through
/// std::invoke.
const clang::Expr &calledBy(const clang::CallExpr &Call);

} // namespace holdfast
