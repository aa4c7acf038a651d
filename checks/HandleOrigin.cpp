// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/HandleOrigin.h"

#include "checks/Tokens.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

bool isEmptyHandle(const Expr &Any) {
  const Expr *E = Any.IgnoreUnlessSpelledInSource();
  if (isa<CXXNullPtrLiteralExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr>(
          E))
    return true;
  if (const auto *Number = dyn_cast<IntegerLiteral>(E))
    return Number->getValue() == 0;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return isEmptyHandle(*Cast->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 0 ||
           isa<CXXDefaultArgExpr>(Construct->getArg(0)) ||
           (Construct->getNumArgs() == 1 &&
            isEmptyHandle(*Construct->getArg(0)));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl()->isInStdNamespace() &&
           Ref->getDecl()->getName() == "nullopt";
  return false;
}

/// `T{make()}`, and `{make()}` where a T is meant, are what make() returns;
/// nullptr for any other expression.
static const Expr *insideBraces(const Expr &E) {
  const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&E);
  const auto *List = dyn_cast<InitListExpr>(Cast ? Cast->getSubExpr() : &E);
  if (!List || List->getNumInits() != 1)
    return nullptr;
  const CXXRecordDecl *Made = List->getType()->getAsCXXRecordDecl();
  return Made && Made == List->getInit(0)->getType()->getAsCXXRecordDecl()
             ? List->getInit(0)
             : nullptr;
}

const Expr *makerOf(const Expr &Any) {
  const Expr *E = Any.IgnoreUnlessSpelledInSource();
  for (;;) {
    const Expr *Inner = E;
    if (const auto *Full = dyn_cast<FullExpr>(E))
      Inner = Full->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      Inner = Bound->getSubExpr();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
             Construct &&
             Construct->getConstructor()->isCopyOrMoveConstructor())
      Inner = Construct->getArg(0);
    else if (const Expr *Braced = insideBraces(*E))
      Inner = Braced;
    if (Inner == E)
      return E;
    E = Inner->IgnoreUnlessSpelledInSource();
  }
}

const DeclRefExpr *movedLocal(const Expr &Any) {
  const auto *Call = dyn_cast<CallExpr>(makerOf(Any));
  const auto *Ref =
      Call && Call->isCallToStdMove()
          ? dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts())
          : nullptr;
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() ? Ref : nullptr;
}

const Expr *originOf(const Expr &Any) {
  const Expr *E = makerOf(Any);
  // Two handles may be swapped through a third.
  for (unsigned Steps = 0; Steps < 8; ++Steps) {
    const DeclRefExpr *Ref = movedLocal(*E);
    const auto *Var = Ref ? cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->getInit() || isEmptyHandle(*Var->getInit()))
      return E;
    E = makerOf(*Var->getInit());
  }
  return E;
}

/// `std::move(local)`: the handle goes from one name to the next.
static bool movesLocal(const Expr &Call) {
  const DeclRefExpr *Ref = movedLocal(Call);
  const auto *Var = Ref ? cast<VarDecl>(Ref->getDecl()) : nullptr;
  // What was declared empty may still be.
  return Var && !isa<ParmVarDecl>(Var) && Var->getInit() &&
         !isEmptyHandle(*Var->getInit()) &&
         !Var->getType()->isReferenceType() &&
         !Ref->refersToEnclosingVariableOrCapture();
}

const Expr *heldOrigin(const Expr &Any, TaskModel &Model) {
  const Expr *E = originOf(Any);
  // `std::optional<Handle> o = start();`: the optional is made from it.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1)
    if (const auto T = Model.classify(E->getType()); T && T->Holder)
      return heldOrigin(*Construct->getArg(0), Model);
  const auto *List = dyn_cast<InitListExpr>(E);
  if (!List)
    return E;
  const Expr *First = nullptr;
  std::optional<Consequence> Common;
  for (const Expr *Init : List->inits()) {
    const Expr *Held = heldOrigin(*Init, Model);
    const auto T = Model.classifyValue(*Held);
    if (!T || T->Holder)
      continue;
    if (Common.value_or(T->Drop) != T->Drop)
      return E;
    Common = T->Drop;
    First = First ? First : Held;
  }
  return First ? First : E;
}

bool isLent(const Expr &E, TaskModel &Model) {
  const auto *Call = dyn_cast<CallExpr>(makerOf(E));
  const auto *Row = Call ? spawnRowOf(*Call, Model.rows()) : nullptr;
  return Row && Row->TemporaryOnly;
}

bool makesLiveHandle(const Expr &Any, TaskModel &Model) {
  const Expr *E = makerOf(Any);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return makesLiveHandle(*Choice->getTrueExpr(), Model) &&
           makesLiveHandle(*Choice->getFalseExpr(), Model);
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
    return movesLocal(*Call);
  // What a reference stands for may have been moved from.
  if (E->isGLValue())
    return false;
  if (isLent(*E, Model))
    return false;
  const auto T = Model.classifyValue(*E);
  return T && !(T->Row && T->Row->TemporaryOnly);
}

bool startsWithValue(const CXXNewExpr &New) {
  if (const CXXConstructExpr *Construct = New.getConstructExpr())
    return Construct->getNumArgs() != 0;
  // `new Task(make())` constructs nothing but what make() returns.
  return New.getInitializer() != nullptr;
}

bool fillsHolder(const Expr &Any, TaskModel &Model) {
  const Expr *E = makerOf(Any);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::any_of(List->inits(), [&](const Expr *Init) {
      return fillsHolder(*Init, Model);
    });
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (makesLiveHandle(*E, Model))
      return true;
    return llvm::any_of(Construct->arguments(), [&](const Expr *Arg) {
      return !isa<CXXDefaultArgExpr>(Arg) && fillsHolder(*Arg, Model);
    });
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return startsWithValue(*New) && Model.classify(New->getAllocatedType());
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return makesLiveHandle(*E, Model);
  // `std::make_unique<Task>()` holds an empty one; `std::async(f)` is one.
  const FunctionDecl *F = Call->getDirectCallee();
  const auto T = Model.classify(Call->getType());
  if (F && F->isInStdNamespace() && (!T || T->Holder))
    return llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
      return fillsHolder(*Arg, Model);
    });
  return makesLiveHandle(*E, Model);
}

} // namespace holdfast
