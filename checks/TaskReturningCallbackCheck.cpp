// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/TaskReturningCallbackCheck.h"

#include "checks/Borrows.h"
#include "checks/HandleOrigin.h"
#include "checks/Message.h"
#include "checks/Names.h"
#include "checks/Remedies.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

/// True if a dropped task goes on without its handle.
static bool runsOn(const TaskType &T) {
  return T.Drop == Consequence::Detaches ||
         T.Drop == Consequence::TerminatesOnError;
}

static std::vector<std::string> borrowsOf(const Callable &C, const Sink &S) {
  if (!runsOn(C.Task))
    return {};
  if (C.Coroutine && C.Lambda)
    return closureBorrows(*C.Lambda->getLambdaClass(), S.Once);
  return C.Returned ? borrowsOf(*C.Returned) : std::vector<std::string>();
}

static bool isConsumed(const TaskType &T, const Sink &S) {
  return S.Row && T.Record &&
         llvm::any_of(S.Row->Consumes, [&](const std::string &Type) {
           return S.Row->Lib->names(Type, catalogueName(*T.Record));
         });
}

/// True if \p Call is given a place for the task at \p Handle: a pointer to
/// one, or an object such as Qt's `qReturnArg(task)`.
static bool hasPlaceFor(const CXXRecordDecl &Handle, const Expr &Call) {
  auto IsHandle = [&](QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && catalogueName(*R) == catalogueName(Handle);
  };
  for (unsigned I = 0; const Expr *Arg = argument(Call, I); ++I) {
    if (isa<CXXDefaultArgExpr>(Arg) || isEmptyHandle(*Arg))
      continue;
    const QualType T = Arg->getType().getNonReferenceType();
    if (T->isPointerType() && !T->getPointeeType().isConstQualified() &&
        IsHandle(T->getPointeeType()))
      return true;
    const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        T->getAsCXXRecordDecl());
    if (Spec && Spec->getName().ends_with("ReturnArgument") &&
        Spec->getTemplateArgs().size() != 0 &&
        Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
        IsHandle(Spec->getTemplateArgs()[0].getAsType()))
      return true;
  }
  return false;
}

void TaskReturningCallbackCheck::reportCallback(const Expr &Call, const Sink &S,
                                                const Callable &C,
                                                const Place &Where) {
  const std::string Producer =
      C.Returned ? calleeName(*C.Returned) : calleeName(*C.Made);
  Report R;
  R.Loc = S.Argument->getBeginLoc();
  R.Range = S.Argument->getSourceRange();
  R.Message =
      fmt::format("'{}' discards the {} that {} returns; {}", S.Name,
                  C.Task.Holder ? "tasks" : "task", C.Name,
                  consequenceText(C.Task, Producer, Discard::InCallee)) +
      borrowText(borrowsOf(C, S));
  R.Facts.Function = Producer;
  R.Facts.Type = C.Task.Name;
  R.Facts.Library = C.Task.Library;
  R.Facts.What = C.Task.Drop;
  R.Facts.Errors = C.Task.Errors;
  R.Fixes = remediesForCallback(Call, S, C, Where, model());
  report(std::move(R));
}

/// True if the function that is given the value at \p Where is sanctioned:
/// `start([] { return flush(); })` with a parameter `std::function<void()>`.
static bool isForSanctioned(const Place &Where, TaskModel &Model) {
  for (const Stmt *Around : llvm::reverse(Where.Path)) {
    const auto *E = dyn_cast<Expr>(Around);
    if (!E)
      return false;
    if (!isa<CallExpr, CXXConstructExpr>(E))
      continue;
    const FunctionDecl *F = calleeOf(*E);
    return F && (isAnnotatedSanctioned(*F) ||
                 Model.rows().isSanctioned(catalogueName(*F)));
  }
  return false;
}

/// A first, cheap look: most arguments of most calls are no callables.
static bool mayBeCallable(QualType T) {
  T = T.getNonReferenceType();
  if (T->isRecordType() || T->isFunctionType() ||
      T->isMemberFunctionPointerType())
    return true;
  return T->isFunctionPointerType();
}

void TaskReturningCallbackCheck::onCall(const Expr &E, const Place &Where) {
  if (E.isTypeDependent())
    return;
  const auto *Construct = dyn_cast<CXXConstructExpr>(&E);
  // A copy takes the callable along and calls nothing.
  if (Construct && Construct->getConstructor()->isCopyOrMoveConstructor())
    return;
  for (unsigned I = 0;; ++I) {
    const Expr *Arg = argument(E, I);
    if (!Arg)
      return;
    if (!mayBeCallable(Arg->getType()))
      continue;
    const auto C = callableOf(*Arg, model());
    if (!C)
      continue;
    const auto S = sinkOf(E, I, model());
    // An event's handler may go on by itself: nobody waits for it.
    if (!S || isConsumed(C->Task, *S) ||
        (C->Task.Record && hasPlaceFor(*C->Task.Record, E)) ||
        (S->Event && runsOn(C->Task)) ||
        (Construct && isForSanctioned(Where, model())))
      continue;
    reportCallback(E, *S, *C, Where);
  }
}

} // namespace holdfast
