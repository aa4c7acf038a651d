// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "checks/TaskCheck.h"
#include "checks/Tokens.h"

namespace holdfast {

/// Finds work that is started with no owner.
///
/// Reports:
/// - a spawn whose completion token detaches it, judged by the token's type:
///   also through a variable, a macro, a template, and adapters such as
///   `bind_executor`, `bind_cancellation_slot`, `as_tuple` and `consign`; where
///   a function template only passes the token on, at the call that gave it;
/// - an operation whose token detaches it where its signature tells of an
///   exception, as that of `co_spawn(ex, f, deferred)(detached)` does; where an
///   error code is lost, with `LostErrorCode`;
/// - a spawn whose completion handler never looks at its `exception_ptr`;
/// - a member that lets go of a running thread or task;
/// - a function that starts work and returns nothing to hold;
/// - a call of a coroutine whose return type gives its caller nothing to hold.
///
/// The message says what the work borrows: `this`, references, captures.
///
/// Does not report:
/// - tokens and handlers that deliver the result or the exception to somebody;
/// - handlers whose body cannot be seen;
/// - a member that lets go in a function of that very name, which hands on what
///   its caller asked for; `pthread_detach` in one called `detach`;
/// - members of the handle's own class that let go of `this`;
/// - functions marked `HOLDFAST_SANCTIONED` or sanctioned by the catalogue;
/// - code of system headers and of generated files.
class DetachedTaskCheck : public TaskCheck {
public:
  using TaskCheck::TaskCheck;

  void onCall(const clang::Expr &E, const Place &Where) override;

private:
  /// A report of \p Call without its message.
  Report reportAt(const clang::Expr &Call) const;
  bool spawned(const clang::CallExpr &Call, const Place &Where);
  bool spawnedByWrapper(const clang::CallExpr &Call, const Place &Where);
  bool operationDetached(const clang::CallExpr &Call);
  bool letGo(const clang::CallExpr &Call, const Place &Where);
  bool detacherCalled(const clang::CallExpr &Call, const Place &Where);
  void fireAndForgetCalled(const clang::CallExpr &Call, const Place &Where);
  void reportSpawn(const clang::CallExpr &Call, const catalogue::SpawnRow &Row,
                   const Token &Tok, ErrorFate Errors, std::string What,
                   const Place &Where);
};

} // namespace holdfast
