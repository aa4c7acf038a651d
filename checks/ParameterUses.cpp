// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/ParameterUses.h"

#include "checks/Callables.h"
#include "checks/Names.h"
#include "checks/Sinks.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace holdfast {

bool ParameterUses::discarded(const ParmVarDecl &Param) {
  const auto *F = dyn_cast<FunctionDecl>(Param.getDeclContext());
  // Three functions that only pass it on are as many as anybody writes.
  if (!F || Depth > 3 || !hasDeducedType(Param))
    return false;
  const Stmt *Body = F->getBody(F);
  if (!Body)
    return false;
  Names.insert(F->getParamDecl(Param.getFunctionScopeIndex()));
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      statement(Init->getInit(), /*Dropped=*/false);
  // The copies of the parameters beside it are the compiler's.
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  statement(Body, /*Dropped=*/true);
  return Calls != 0 && !Refuted;
}

bool ParameterUses::names(const Expr &E) const {
  const Expr *Inner = &unwrapped(E);
  if (const auto *Deref = dyn_cast<UnaryOperator>(Inner);
      Deref && Deref->getOpcode() == UO_Deref &&
      Deref->getType()->isFunctionType())
    Inner = &unwrapped(*Deref->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Names.contains(Var);
}

void ParameterUses::statement(const Stmt *S, bool Dropped) {
  if (!S || Refuted)
    return;
  if (const auto *E = dyn_cast<Expr>(S))
    return expression(*E, Dropped);
  if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declared->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || !Var->getInit())
        continue;
      if (names(*Var->getInit()) && Var->hasLocalStorage())
        Names.insert(Var);
      else
        statement(Var->getInit(), false);
    }
    return;
  }
  // Of a statement's children those are statements themselves that are neither
  // its condition nor its range.
  const Expr *Value = nullptr;
  if (const auto *If = dyn_cast<IfStmt>(S))
    Value = If->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(S))
    Value = While->getCond();
  else if (const auto *Do = dyn_cast<DoStmt>(S))
    Value = Do->getCond();
  else if (const auto *For = dyn_cast<ForStmt>(S))
    Value = For->getCond();
  else if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    Value = Switch->getCond();
  const bool Yields = isa<ReturnStmt, CoreturnStmt, CaseStmt>(S);
  for (const Stmt *Child : S->children()) {
    const auto *Case = dyn_cast<CaseStmt>(S);
    const bool IsStatement =
        Case ? Child == Case->getSubStmt() : !Yields && Child != Value;
    statement(Child, IsStatement);
  }
}

void ParameterUses::lambda(const LambdaExpr &L) {
  for (unsigned I = 0; I < L.capture_size(); ++I) {
    const LambdaCapture &C = *(L.capture_begin() + I);
    const Expr *Init = L.capture_init_begin()[I];
    if (!Init)
      continue;
    if (!names(*Init))
      statement(Init, false);
    else if (const auto *Var = C.capturesVariable()
                                   ? dyn_cast<VarDecl>(C.getCapturedVar())
                                   : nullptr;
             Var && Var->isInitCapture())
      Names.insert(Var);
  }
  const Stmt *Body = L.getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  statement(Body, true);
}

void ParameterUses::handedOver(const Expr &Call, unsigned Index) {
  const FunctionDecl *F = calleeOf(Call);
  const FunctionDecl *Defined = nullptr;
  if (Depth < 3 && F && F->hasBody(Defined) &&
      Index < Defined->getNumParams() &&
      ParameterUses(Model, Depth + 1).discarded(*Defined->getParamDecl(Index)))
    return void(++Calls);
  // Inside of a library the rows' names may mean its own, inner overloads.
  const SourceManager &SM = Model.context().getSourceManager();
  if (!SM.isInSystemHeader(SM.getExpansionLoc(Call.getBeginLoc())) &&
      sinkByRow(Call, Index, Model))
    return void(++Calls);
  Refuted = true;
}

bool ParameterUses::use(const Expr &E, bool Dropped) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (Call) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const Expr &Called = calledBy(*Call);
    if (names(Called)) {
      const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
      // `if (f)`
      if (Method && isa<CXXConversionDecl>(Method) &&
          Method->getReturnType()->isBooleanType())
        return true;
      const bool Calling =
          !Method || Method->getOverloadedOperator() == OO_Call;
      if (Calling && Dropped)
        ++Calls;
      else
        Refuted = true;
      for (const Expr *Arg : Call->arguments())
        if (Arg != &Called)
          statement(Arg, false);
      return true;
    }
  }
  if (names(E)) {
    Refuted = true;
    return true;
  }
  const auto *Construct = dyn_cast<CXXConstructExpr>(&E);
  if (!Call && !Construct)
    return false;
  if (Call)
    statement(Call->getCallee(), false);
  const unsigned Count = Call ? Call->getNumArgs() : Construct->getNumArgs();
  const auto *Method =
      Call && isa<CXXOperatorCallExpr>(Call)
          ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee())
          : nullptr;
  const unsigned First = Method ? 1 : 0;
  for (unsigned I = 0; I < Count; ++I) {
    const Expr *Arg = Call ? Call->getArg(I) : Construct->getArg(I);
    if (I >= First && names(*Arg))
      handedOver(E, I - First);
    else
      statement(Arg, false);
  }
  return true;
}

void ParameterUses::expression(const Expr &Whole, bool Dropped) {
  const Expr *E = Whole.IgnoreImplicit()->IgnoreParens();
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr,
          RequiresExpr>(E))
    return;
  if (const auto *L = dyn_cast<LambdaExpr>(E))
    return lambda(*L);
  if (const auto *Cast = dyn_cast<CastExpr>(&Whole);
      Cast && (Cast->getCastKind() == CK_PointerToBoolean) &&
      names(*Cast->getSubExpr()))
    return;
  if (const auto *Cast = dyn_cast<CastExpr>(E);
      Cast && Cast->getType()->isVoidType())
    return names(*Cast->getSubExpr()) ? void()
                                      : expression(*Cast->getSubExpr(), true);
  if (const auto *Op = dyn_cast<BinaryOperator>(E);
      Op && Op->getOpcode() == BO_Comma) {
    statement(Op->getLHS(), true);
    return statement(Op->getRHS(), Dropped);
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    statement(Choice->getCond(), false);
    statement(Choice->getTrueExpr(), Dropped);
    return statement(Choice->getFalseExpr(), Dropped);
  }
  if (const auto *Fold = dyn_cast<CXXFoldExpr>(E)) {
    // Only as written: an instantiation has the operators themselves.
    Refuted |= Fold->isTypeDependent();
    return;
  }
  if (use(*E, Dropped))
    return;
  for (const Stmt *Child : E->children())
    statement(Child, false);
}

} // namespace holdfast
