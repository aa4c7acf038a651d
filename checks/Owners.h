// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who could own a task here: the owners, executors and coroutines in scope.
#pragma once

#include "checks/TaskModel.h"
#include "checks/UserCode.h"

#include "clang/AST/ExprCXX.h"

#include <string>
#include <vector>

namespace holdfast {

/// An object of an owner's type that the code at some place can name.
struct OwnerInScope {
  const catalogue::OwnerRow *Row = nullptr;
  const clang::ValueDecl *Decl = nullptr;
  /// How it is named there, with the operator to reach its members: `tasks_.`
  /// or `tasks_->`.
  std::string Access;
  /// The root under which its class lies, for `{ns}`.
  std::string Root;
  /// The object that it was constructed on, where that can be seen.
  const clang::ValueDecl *Executor = nullptr;
  /// It is there, open, and waited for: a task that is moved in is kept to its
  /// end.
  bool Keeps = true;
};

/// The owners that take handles of type \p T, the best first: a member outlives
/// a parameter, a parameter a local, and a global has no owner of its own.
std::vector<OwnerInScope> ownersInScope(const Place &Where, const TaskType &T,
                                        TaskModel &Model);

/// The class of the object that \p Call is a member call on, without the bases
/// that declare the member; nullptr where it is not known.
const clang::CXXRecordDecl *classCalledOn(const clang::CXXMemberCallExpr &Call);

/// The owner that \p Call gives work to by the member that its row adds with;
/// nullptr if it does not.
const catalogue::OwnerRow *ownerGivenTo(const clang::CXXMemberCallExpr &Call,
                                        const catalogue::Catalogue &Rows);

/// The name of an executor or execution context that can be named at \p Where,
/// or an empty string.
std::string executorInScope(const Place &Where, TaskModel &Model);

/// The name of an object of the class \p Type, such as `::kj::WaitScope`, that
/// can be named at \p Where, or an empty string.
std::string objectInScope(const Place &Where, llvm::StringRef Type,
                          TaskModel &Model);

/// True if work can be spawned on objects of \p R: executors, contexts and what
/// is derived from them.
bool isExecutor(const clang::CXXRecordDecl &R, const TaskModel &Model);

/// True if the enclosing coroutine's promise takes `co_await` of a \p T.
bool canAwait(const Place &Where, clang::QualType Written, const TaskType &T,
              TaskModel &Model);

/// The object that \p E names, also through `x.get_executor()` and `*x`;
/// nullptr for anything else.
const clang::ValueDecl *namedObject(const clang::Expr &E);

} // namespace holdfast
