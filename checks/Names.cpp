// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Names.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

std::string displayName(const NamedDecl &D) {
  llvm::SmallVector<std::string, 4> Parts{D.getDeclName().getAsString()};
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent()) {
    if (const auto *NS = dyn_cast<NamespaceDecl>(C)) {
      if (!NS->isInline() && !NS->isAnonymousNamespace())
        Parts.push_back(NS->getNameAsString());
    } else if (const auto *R = dyn_cast<RecordDecl>(C)) {
      if (!R->getName().empty())
        Parts.push_back(R->getNameAsString());
    }
  }
  return llvm::join(llvm::reverse(Parts), "::");
}

std::string catalogueName(const NamedDecl &D) { return "::" + displayName(D); }

const FunctionDecl *calleeOf(const Expr &E) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    return Construct->getConstructor();
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call)
    return nullptr;
  if (const FunctionDecl *F = Call->getDirectCallee())
    return F;
  const auto *Overloads =
      dyn_cast<OverloadExpr>(Call->getCallee()->IgnoreParenImpCasts());
  if (!Overloads || Overloads->getNumDecls() == 0)
    return nullptr;
  return (*Overloads->decls_begin())->getUnderlyingDecl()->getAsFunction();
}

const NamedDecl *namedCallee(const Expr &E) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
  if (Operator && Operator->getOperator() == OO_Call)
    if (const auto *Object = dyn_cast<DeclRefExpr>(
            Operator->getArg(0)->IgnoreUnlessSpelledInSource()))
      if (const auto *Var = dyn_cast<VarDecl>(Object->getDecl());
          Var && Var->isFileVarDecl())
        return Var;
  return calleeOf(E);
}

static std::string objectName(const Expr &E) {
  const Expr *Object = E.IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
    return Ref->getNameInfo().getAsString();
  if (const auto *Member = dyn_cast<MemberExpr>(Object))
    return Member->getMemberNameInfo().getAsString();
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Object))
    return objectName(*Element->getBase());
  if (const auto *U = dyn_cast<UnaryOperator>(Object))
    return objectName(*U->getSubExpr());
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Object))
    return objectName(*Temporary->getSubExpr());
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Object))
    return objectName(*Bound->getSubExpr());
  if (isa<LambdaExpr>(Object))
    return "lambda";
  if (const CXXRecordDecl *R = Object->getType()->getAsCXXRecordDecl())
    return R->isLambda() ? "lambda" : displayName(*R);
  return "function";
}

std::string calleeName(const Expr &E) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    return displayName(*Construct->getConstructor()->getParent());
  if (const auto *Await = dyn_cast<CoawaitExpr>(&E))
    return "co_await " + calleeName(*Await->getOperand()->IgnoreImplicit());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
      Operator && Operator->getOperator() == OO_Call)
    return objectName(*Operator->getArg(0));
  if (const FunctionDecl *F = calleeOf(E))
    return F->getNameAsString();
  if (const auto *Call = dyn_cast<CallExpr>(&E)) {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    if (const auto *Pointer = dyn_cast<BinaryOperator>(Callee))
      return objectName(*Pointer->getRHS());
    if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
      return Dependent->getMember().getAsString();
    return objectName(*Callee);
  }
  return objectName(E);
}

} // namespace holdfast
