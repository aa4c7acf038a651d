// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Producers.h"

#include "checks/HandleOrigin.h"
#include "checks/Names.h"
#include "checks/TaskModel.h"
#include "checks/Tokens.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

/// The case for the enumerator that is written among the arguments. One that is
/// computed, such as `async | deferred`, says nothing.
static const catalogue::ValueCase *valueCase(const CallExpr &Call,
                                             const catalogue::SpawnRow &Row,
                                             const catalogue::Catalogue &Rows) {
  if (Row.Values.empty())
    return nullptr;
  for (const Expr *Arg : Call.arguments()) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Arg->IgnoreUnlessSpelledInSource());
    const auto *Value =
        Ref ? dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
    if (!Value)
      continue;
    const auto *Enum = cast<EnumDecl>(Value->getDeclContext());
    const std::string Name =
        catalogueName(*Enum) + "::" + Value->getNameAsString();
    if (const auto *Case = Rows.valueCase(Row, Name))
      return Case;
  }
  return nullptr;
}

/// True if \p Callable takes a handle of class \p Handle, or something that
/// nobody can tell before it is called.
static bool takesHandle(const Expr &Callable, const CXXRecordDecl &Handle) {
  const QualType T = Callable.getType().getNonReferenceType();
  const FunctionDecl *F = nullptr;
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl()) {
    if (R->isLambda())
      F = R->getLambdaCallOperator();
    else
      return false;
  } else if (const auto *Ref =
                 dyn_cast<DeclRefExpr>(Callable.IgnoreParenImpCasts())) {
    F = dyn_cast<FunctionDecl>(Ref->getDecl());
  }
  if (!F || F->getNumParams() == 0)
    return false;
  const QualType First = F->getParamDecl(0)->getType().getNonReferenceType();
  if (First->isDependentType() || First->isUndeducedType())
    return true;
  const CXXRecordDecl *R = recordOf(First);
  return R && catalogueName(*R) == catalogueName(Handle);
}

Production productionOf(const CallExpr &Call, const catalogue::SpawnRow &Row,
                        const catalogue::Catalogue &Rows) {
  Production P{Row.Drop, Row.Errors, Row.Sanctioned};
  const auto Change = [&P](Consequence Drop, ErrorFate Errors) {
    if (Drop != Consequence::Unknown)
      P.Drop = Drop;
    if (Errors != ErrorFate::Unknown)
      P.Errors = Errors;
  };
  if (const auto Tok = tokenOf(Call, Row, Rows); Tok && Tok->Case)
    Change(Tok->Case->Drop, Tok->Case->Errors);
  if (const auto *Case = valueCase(Call, Row, Rows))
    Change(Case->Drop, Case->Errors);
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (Member && Row.ObserverArg >= 0 &&
      static_cast<unsigned>(Row.ObserverArg) < Call.getNumArgs())
    if (const CXXRecordDecl *Handle = Member->getRecordDecl())
      P.Sanctioned |= takesHandle(*Call.getArg(Row.ObserverArg), *Handle);
  return P;
}

/// \p E without what moves, copies or converts it on its way out.
static const Expr *handedOn(const Expr *E) {
  for (;;) {
    E = makerOf(*E);
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call || !Call->isCallToStdMove())
      return E;
    E = Call->getArg(0);
  }
}

namespace {
/// What one function's own statements, without those of its lambdas, say.
struct Body {
  llvm::SmallVector<const ReturnStmt *, 2> Returns;
  llvm::SmallVector<const ValueDecl *, 4> Assigned;

  void read(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      Returns.push_back(Return);
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(S);
        Op && Op->isAssignmentOp())
      if (const auto *Ref =
              dyn_cast<DeclRefExpr>(Op->getArg(0)->IgnoreParenImpCasts()))
        Assigned.push_back(Ref->getDecl());
    for (const Stmt *Child : S->children())
      read(Child);
  }
};
} // namespace

llvm::SmallVector<const Expr *, 2> returnedValues(const FunctionDecl &F,
                                                  const ASTContext &Ctx) {
  const FunctionDecl *Def = F.getDefinition();
  const Stmt *Written = Def ? Def->getBody() : nullptr;
  if (!Written || isa<CoroutineBodyStmt>(Written) ||
      Ctx.getSourceManager().isInSystemHeader(Def->getLocation()))
    return {};
  Body Read;
  Read.read(Written);
  llvm::SmallVector<const Expr *, 2> Values;
  for (const ReturnStmt *Return : Read.Returns) {
    const Expr *Value =
        Return->getRetValue() ? handedOn(Return->getRetValue()) : nullptr;
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Value)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      Value = Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
                      Var->getInit() && !llvm::is_contained(Read.Assigned, Var)
                  ? handedOn(Var->getInit())
                  : nullptr;
    }
    if (!isa_and_nonnull<CallExpr>(Value))
      return {};
    Values.push_back(Value);
  }
  return Values;
}

} // namespace holdfast
