// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Handlers.h"

#include "checks/Names.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

bool isExceptionPtr(QualType T) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  // libstdc++ declares it in std::__exception_ptr.
  return R && R->getName() == "exception_ptr" &&
         StringRef(catalogueName(*R)).starts_with("::std::");
}

/// `auto`, `auto &&` or a template parameter.
static bool isGeneric(QualType T) {
  T = T.getNonReferenceType();
  if (const auto *Pack = T->getAs<PackExpansionType>())
    T = Pack->getPattern().getNonReferenceType();
  return T->isTemplateTypeParmType();
}

static bool usesVariable(const Stmt *S, const VarDecl &Var) {
  if (!S)
    return false;
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(S);
      Cast && Cast->getType()->isVoidType()) {
    const auto *Ref =
        dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParenImpCasts());
    if (Ref && Ref->getDecl() == &Var)
      return false;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == &Var;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const LambdaCapture &C : Lambda->captures())
      if (C.capturesVariable() && C.getCapturedVar() == &Var)
        return true;
    return usesVariable(Lambda->getBody(), Var);
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return usesVariable(Child, Var);
  });
}

static HandlerVerdict judgeFunction(const FunctionDecl &F) {
  const Stmt *Body = F.getBody();
  if (!Body || F.getNumParams() == 0)
    return HandlerVerdict::Unknown;
  const ParmVarDecl *First = F.getParamDecl(0);
  if (!isExceptionPtr(First->getType()) && !isGeneric(First->getType()))
    return HandlerVerdict::Unknown;
  if (usesVariable(Body, *First))
    return HandlerVerdict::Looks;
  const auto *Block = dyn_cast<CompoundStmt>(Body);
  return Block && Block->body_empty() ? HandlerVerdict::Empty
                                      : HandlerVerdict::Ignores;
}

HandlerVerdict judgeHandler(QualType Handler, const ASTContext &Ctx) {
  if (Handler.isNull())
    return HandlerVerdict::Unknown;
  const CXXRecordDecl *R = Handler->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return HandlerVerdict::Unknown;
  if (R->isLambda()) {
    if (const FunctionTemplateDecl *Generic =
            R->getDependentLambdaCallOperator())
      return judgeFunction(*Generic->getTemplatedDecl());
    return judgeFunction(*R->getLambdaCallOperator());
  }
  // Several overloads: whichever is called, nobody can tell here.
  const FunctionDecl *Only = nullptr;
  for (const NamedDecl *D :
       R->lookup(Ctx.DeclarationNames.getCXXOperatorName(OO_Call))) {
    if (Only)
      return HandlerVerdict::Unknown;
    Only = D->getAsFunction();
  }
  return Only ? judgeFunction(*Only) : HandlerVerdict::Unknown;
}

} // namespace holdfast
