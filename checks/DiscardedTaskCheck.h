// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "checks/TaskCheck.h"

namespace holdfast {

/// Finds task handles that no name ever held.
///
/// Reports:
/// - a call, construction or `co_await` whose handle is the value of a
///   statement, also behind parentheses, casts to its own type, comma, both
///   arms of `?:`, labels, the heads of loops, GNU statement expressions,
///   std::move of a temporary, macros and function pointers;
/// - the same in templates, once for each written line, from the template
///   itself where its names are known and from its instantiations elsewhere;
/// - what holds handles by value: containers, optionals, pairs, plain structs;
/// - `new` of a handle whose pointer is dropped;
/// - an accessor that is called on a temporary handle, which dies all the same;
/// - a discard that the code spells out, unless `ExplicitDiscard` is `allow`: a
///   cast to void, `std::ignore =`, a variable called `_` or marked
///   `[[maybe_unused]]` that nothing names again;
/// - a `HOLDFAST_TASK_HANDLE` whose word is none of the consequences;
/// - with `ReportRedundantIntent`, intent that says nothing: a mark on what is
///   no task or what the catalogue describes, a cast to void before a call
///   whose task has an owner, a task with an owner that is let go of once more.
///
/// Does not report:
/// - what is awaited, returned, joined, passed on, stored or named;
/// - a `[[maybe_unused]]` variable with a name whose handle cancels its work at
///   the end of the block, as a guard does;
/// - references and pointers to handles, default-constructed ones and copies;
/// - operands that are never evaluated;
/// - functions and types marked `HOLDFAST_SANCTIONED`, sanctioned by the
/// catalogue, or
///   called in the argument of a macro that expects an exception or a death;
/// - code of system headers and of generated files.
class DiscardedTaskCheck : public TaskCheck {
public:
  using TaskCheck::TaskCheck;

  void onDiscard(const clang::Expr &E, const Place &Where) override;
  void onCall(const clang::Expr &E, const Place &Where) override;
  void onMarked(const clang::NamedDecl &D) override;

private:
  /// Reports intent that says nothing, where the options ask for it.
  void redundant(clang::SourceRange Range, std::string Message,
                 clang::SourceRange Removed, llvm::StringRef Title);
  void redundantDiscard(const clang::Expr &E, const Place &Where);
  void allocated(const clang::CXXNewExpr &New, const Place &Where);
  void discardedSelf(const clang::Expr &E, const Place &Where);
  void droppedAfter(const clang::Expr &Object, const TaskType &T,
                    const clang::CXXMethodDecl &Method, const Place &Where);
  void reportDrop(const clang::Expr &E, const TaskType &T, const Place &Where,
                  std::string Message);
};

} // namespace holdfast
