// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The half of TaskModel that speaks of values: the facts of a type, as changed
// by the function that made this one. TaskModel.cpp has the types.
#include "checks/Marks.h"
#include "checks/Members.h"
#include "checks/NamedHandles.h"
#include "checks/Names.h"
#include "checks/Producers.h"
#include "checks/TaskModel.h"
#include "checks/Tokens.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

/// What a home-made `spawn` returns.
std::optional<TaskType> TaskModel::fromName(const Expr &E) const {
  const FunctionDecl *F =
      Infer == InferHandles::Names && isa<CallExpr>(E) ? calleeOf(E) : nullptr;
  const CXXRecordDecl *Given = F ? recordOf(E.getType()) : nullptr;
  const CXXRecordDecl *R = Given ? soleHandle(*Given) : nullptr;
  if (!R)
    return std::nullopt;
  const SourceManager &SM = Ctx.getSourceManager();
  const std::string Name = catalogueName(*R);
  if (SM.isInSystemHeader(SM.getExpansionLoc(F->getLocation())) ||
      Rows->handle(Name) || Rows->isNotTask(Name) || Rows->isSanctioned(Name) ||
      Rows->owner(Name) || Rows->fireAndForget(Name) ||
      isAnnotatedSanctioned(*R))
    return std::nullopt;
  const auto Handle = inferByName(*F, *R);
  if (!Handle)
    return std::nullopt;
  TaskType T;
  T.From = Origin::Named;
  T.Library = "inferred";
  T.Drop = Handle->Drop;
  T.SpawnName = F->getNameAsString();
  T.Evidence = Handle->Member;
  T.Waited = Handle->Waited;
  T.Holder = R != Given;
  T.Starts = Start::Eager;
  T.Name = displayName(*R);
  T.Record = R->getDefinition() ? R->getDefinition() : R;
  return T;
}

/// What a function hands on that a home-made `spawn` returned.
std::optional<TaskType> TaskModel::fromHandedOnName(const Expr &E) {
  const FunctionDecl *F =
      Infer == InferHandles::Names && isa<CallExpr>(E) ? calleeOf(E) : nullptr;
  const CXXRecordDecl *R = F ? recordOf(E.getType()) : nullptr;
  const CXXRecordDecl *Held = R ? soleHandle(*R) : nullptr;
  if (!Held || isInSystemHeader(*Held) || Depth > 6)
    return std::nullopt;
  std::optional<TaskType> Common;
  ++Depth;
  for (const Expr *Value : returnedValues(*F, Ctx)) {
    auto Made =
        recordOf(Value->getType()) == R ? classifyValue(*Value) : std::nullopt;
    if (!Made || Made->From != Origin::Named) {
      Common.reset();
      break;
    }
    Common = std::move(Made);
  }
  --Depth;
  return Common;
}

/// `std::async(f).share()` blocks as `std::async(f)` does.
void TaskModel::applyChain(const Expr &E, TaskType &T) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier())
    return;
  const Expr *Object =
      Call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
  if (!isa<CallExpr>(Object))
    return;
  const auto From = classifyValue(*Object);
  if (From && From->Row && From->Row->Lib->Id == T.Library &&
      llvm::is_contained(From->Row->Chain, Method->getName()) &&
      From->Drop != From->Row->Drop)
    T.Drop = From->Drop;
}

void TaskModel::applySpawnRow(const Expr &E, std::optional<TaskType> &T) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  const catalogue::SpawnRow *Row = Call ? spawnRowOf(*Call, *Rows) : nullptr;
  if (!Row)
    return;
  const Production P = productionOf(*Call, *Row, *Rows);
  if (P.Sanctioned || !Row->Lib->OnByDefault) {
    T = std::nullopt;
    return;
  }
  if (P.Drop != Consequence::Unknown)
    T->Drop = P.Drop;
  if (P.Errors != ErrorFate::Unknown)
    T->Errors = P.Errors;
}

/// A function that only hands on what another one made, as
/// `return std::async(f);` does, has that one's consequence.
void TaskModel::applyHandedOn(const Expr &E, TaskType &T) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  if (!F || T.Holder || T.From != Origin::Catalogue || Depth > 6 ||
      spawnRowOf(*Call, *Rows))
    return;
  std::optional<TaskType> Common;
  ++Depth;
  for (const Expr *Value : returnedValues(*F, Ctx)) {
    auto Made = classifyValue(*Value);
    if (!Made || Made->Row != T.Row || (Common && Common->Drop != Made->Drop)) {
      Common.reset();
      break;
    }
    Common = std::move(Made);
  }
  --Depth;
  if (Common) {
    T.Drop = Common->Drop;
    T.Errors = Common->Errors;
  }
}

/// A function that makes a task on the heap and returns the only pointer to it:
/// the row of the function says what becomes of it.
std::optional<TaskType> TaskModel::fromPointer(const Expr &E) const {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call || !Call->getType()->isPointerType())
    return std::nullopt;
  const catalogue::SpawnRow *Row = spawnRowOf(*Call, *Rows);
  if (!Row || Row->Drop == Consequence::Unknown)
    return std::nullopt;
  TaskType T;
  T.Library = Row->Lib->Id;
  const CXXRecordDecl *R = recordOf(Call->getType()->getPointeeType());
  T.Name = R ? displayName(*R) : calleeName(E);
  return T;
}

/// A call whose function is not known before instantiation: a task if every
/// candidate returns one.
std::optional<TaskType> TaskModel::dependentCall(const CallExpr &Call) {
  const auto *Overloads =
      dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParenImpCasts());
  if (!Overloads || Overloads->getNumDecls() == 0)
    return std::nullopt;
  std::optional<TaskType> Result;
  for (const NamedDecl *D : Overloads->decls()) {
    const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction();
    if (!F)
      return std::nullopt;
    QualType Returned = F->getReturnType();
    if (Returned->isRValueReferenceType())
      Returned = Returned.getNonReferenceType();
    Result = classify(Returned);
    if (!Result)
      return std::nullopt;
  }
  return Result;
}

std::optional<TaskType> TaskModel::classifyValue(const Expr &E) {
  if (E.isLValue() && !E.isTypeDependent())
    return std::nullopt;
  // What a sanctioned call yields may be dropped as what it returns.
  const auto *Await = dyn_cast<CoawaitExpr>(&E);
  const Expr &Made = Await ? *Await->getOperand()->IgnoreImplicit() : E;
  // A function object may be marked as well as its call operator.
  const NamedDecl *Named = namedCallee(Made), *Called = calleeOf(Made);
  auto IsMeant = [&](const NamedDecl *F) {
    return F &&
           (isAnnotatedSanctioned(*F) || Rows->isSanctioned(catalogueName(*F)));
  };
  if (IsMeant(Named) || (Called != Named && IsMeant(Called)))
    return std::nullopt;
  std::optional<TaskType> T;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E)) {
    // Nothing was started by `std::thread()`, and a copy leaves the original.
    const CXXConstructorDecl *C = Construct->getConstructor();
    if (Construct->getNumArgs() == 0 ||
        isa<CXXDefaultArgExpr>(Construct->getArg(0)) ||
        (C->isCopyConstructor() && Construct->getArg(0)->isLValue()))
      return std::nullopt;
    T = classify(E.getType());
    if (T && T->Holder)
      return std::nullopt;
  } else if (const auto *Call = dyn_cast<CallExpr>(&E);
             Call && E.isTypeDependent()) {
    T = dependentCall(*Call);
  } else {
    T = classify(E.getType());
    if (!T)
      T = fromName(E);
    if (!T)
      T = fromHandedOnName(E);
  }
  if (!T)
    T = fromPointer(E);
  if (T) {
    applyHandedOn(E, *T);
    applyChain(E, *T);
    applySpawnRow(E, T);
  }
  return T;
}

} // namespace holdfast
