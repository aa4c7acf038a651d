// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Closures.h"

#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace holdfast {

static const CXXOperatorCallExpr *callOfObject(const Expr &E) {
  const auto *Call =
      dyn_cast<CXXOperatorCallExpr>(E.IgnoreUnlessSpelledInSource());
  return Call && Call->getOperator() == OO_Call ? Call : nullptr;
}

const LambdaExpr *danglingClosure(const Expr &E) {
  const CXXOperatorCallExpr *Call = callOfObject(E);
  if (!Call)
    return nullptr;
  const auto *Lambda = dyn_cast<LambdaExpr>(
      Call->getArg(0)->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts());
  return Lambda && Lambda->capture_size() != 0 &&
                 isa_and_nonnull<CoroutineBodyStmt>(Lambda->getBody())
             ? Lambda
             : nullptr;
}

bool refersToLocals(const Expr &E) {
  const CXXRecordDecl *Closure = E.getType()->getAsCXXRecordDecl();
  return Closure && Closure->isLambda() &&
         llvm::any_of(Closure->captures(), [](const LambdaCapture &C) {
           return C.capturesVariable() && C.getCaptureKind() == LCK_ByRef;
         });
}

bool calledWithArguments(const Expr &E) {
  const CXXOperatorCallExpr *Call = callOfObject(E);
  return Call && Call->getNumArgs() > 1; // the first is the object
}

} // namespace holdfast
