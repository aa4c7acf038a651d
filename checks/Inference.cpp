// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Inference.h"

#include "checks/ClangVersion.h"
#include "checks/Destructor.h"
#include "checks/Promise.h"
#include "checks/Refers.h"
#include "checks/Suspension.h"
#include "checks/TaskModel.h"
#include "checks/Words.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace holdfast {

static bool isGenerator(const CXXRecordDecl &R, const CXXRecordDecl &Promise) {
  if (hasMember(R, "begin") && hasMember(R, "end"))
    return true;
  if (!hasMember(Promise, "yield_value"))
    return false;
  if (!hasAwaiterMembers(R))
    return true;
  // `co_await stream` for the next value, against a task that yields to others.
  for (const char *Name : {"next", "begin", "value"})
    if (hasMember(R, Name))
      return true;
  static constexpr llvm::StringLiteral Words[] = {
      "generator", "gen",    "sequence",   "stream",
      "iterator",  "source", "enumerator", "channel"};
  return llvm::any_of(wordsOf(R.getName()), [](const std::string &Word) {
    return llvm::is_contained(Words, Word);
  });
}

/// True if a caller can do something with an object of \p R.
static bool canBeAsked(const CXXRecordDecl &R) {
  if (hasAwaiterMembers(R))
    return true;
  for (const char *Name :
       {"done", "is_done", "isDone", "is_ready", "isReady", "finished", "join",
        "wait", "get", "cancel", "resume", "start", "stop", "request_stop"})
    if (hasMember(R, Name))
      return true;
  return false;
}

static bool isMarkedCoroutine(const CXXRecordDecl &R) {
  return R.hasAttr<CoroReturnTypeAttr>() || isAwaitElidable(R) ||
         R.hasAttr<CoroOnlyDestroyWhenCompleteAttr>();
}

bool promiseTransformsAwait(const CXXRecordDecl &R, ASTContext &Ctx) {
  const CXXRecordDecl *Def = definitionOf(R);
  const CXXRecordDecl *Promise = Def ? promiseOf(*Def, Ctx) : nullptr;
  return !Promise || hasMember(*Promise, "await_transform");
}

/// What a drop of \p R does to a coroutine that begins to run in \p Starts.
static Consequence dropOf(const CXXRecordDecl &R, Start Starts) {
  const DropFacts Facts = dropFacts(R);
  if (Starts == Start::Lazy)
    return Facts.Resumes || Facts.Joins ? Consequence::Unknown
           : Facts.Terminates           ? Consequence::Terminates
                                        : Consequence::NeverStarts;
  const Consequence Drop = Facts.ofRunning();
  // A promise to destroy it only at its end: then it is not cancelled.
  return Drop == Consequence::Cancels &&
                 R.hasAttr<CoroOnlyDestroyWhenCompleteAttr>()
             ? Consequence::Unknown
             : Drop;
}

std::optional<CoroutineFacts> inferCoroutine(const CXXRecordDecl &R,
                                             ASTContext &Ctx) {
  const CXXRecordDecl *Def = definitionOf(R);
  if (!Def)
    return std::nullopt;
  const CXXRecordDecl *Promise = promiseOf(*Def, Ctx);
  if (!Promise || !definitionOf(*Promise)) {
    if (!isMarkedCoroutine(*Def))
      return std::nullopt;
    return CoroutineFacts{};
  }
  if (!hasMember(*Promise, "initial_suspend") || isGenerator(*Def, *Promise))
    return std::nullopt;

  CoroutineFacts Facts;
  Facts.Errors = errorFate(*Promise);
  const Suspension Initial = suspension(R, *Promise, "initial_suspend");
  if (Initial == Suspension::Always && !startsOnReturn(*Def, *Promise))
    Facts.Starts = Start::Lazy;
  else if (Initial != Suspension::Unknown)
    Facts.Starts = Start::Eager;
  const Refers Held = refersTo(*Def);
  if (Facts.Starts != Start::Lazy && Held != Refers::Coroutine) {
    const bool Empty = Held == Refers::Nothing && Def->isEmpty();
    if (!Empty && (Held == Refers::Nothing || !canBeAsked(*Def)))
      return std::nullopt;
    Facts.FireAndForget = Empty && !hasAwaiterMembers(*Def);
  }
  if (Facts.Starts != Start::Unknown)
    Facts.Drop = dropOf(*Def, Facts.Starts);
  if (Facts.Drop == Consequence::NeverStarts)
    Facts.Errors = ErrorFate::None;
  return Facts;
}

bool isSender(const CXXRecordDecl &R) {
  return isa_and_nonnull<TypeDecl>(findMember(R, "sender_concept")) ||
         isa_and_nonnull<TypeDecl>(findMember(R, "is_sender")) ||
         (isa_and_nonnull<VarDecl>(findMember(R, "sends_done")) &&
          hasMember(R, "value_types") && hasMember(R, "error_types"));
}

} // namespace holdfast
