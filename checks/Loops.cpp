// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Loops.h"

#include "checks/Names.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

bool isLoop(const Stmt &S) {
  return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
}

const Stmt *turnOf(const Stmt &Loop) {
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    return Do->getBody();
  return cast<CXXForRangeStmt>(Loop).getBody();
}

static const Expr *conditionOf(const Stmt &Loop) {
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return For->getCond();
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    return While->getCond();
  if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    return Do->getCond();
  return nullptr;
}

bool isEndless(const Stmt &Loop, const ASTContext &Ctx) {
  const Expr *Condition = conditionOf(Loop);
  if (!Condition)
    return isa<ForStmt>(Loop);
  bool Value = false;
  return !Condition->isValueDependent() &&
         Condition->EvaluateAsBooleanCondition(Value, Ctx) && Value;
}

/// True if \p E counts or compares with something that the loop may count.
static bool counts(const Expr *E) {
  bool Found = false;
  forEachWithin(E, [&](const Stmt &S) {
    if (const auto *Op = dyn_cast<BinaryOperator>(&S))
      Found |= Op->isComparisonOp() || Op->isCompoundAssignmentOp();
    else if (const auto *Op = dyn_cast<UnaryOperator>(&S))
      Found |= Op->isIncrementDecrementOp();
    else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S))
      Found |= Op->isComparisonOp() || Op->getOperator() == OO_PlusPlus ||
               Op->getOperator() == OO_MinusMinus;
    else if (isa<CXXRewrittenBinaryOperator>(S))
      Found = true;
    return !Found;
  });
  return Found;
}

bool runsUntilToldToStop(const Stmt &Loop, const ASTContext &Ctx) {
  if (isEndless(Loop, Ctx))
    return true;
  if (const auto *For = dyn_cast<ForStmt>(&Loop); For && For->getInc())
    return false;
  const Expr *Condition = conditionOf(Loop);
  return Condition && !counts(Condition);
}

llvm::SmallVector<const Stmt *, 4> loopsAround(const Place &Where) {
  llvm::SmallVector<const Stmt *, 4> Loops;
  for (const Stmt *Around : llvm::reverse(Where.Path))
    if (isLoop(*Around))
      Loops.push_back(Around);
  return Loops;
}

void forEachWithin(const Stmt *S,
                   llvm::function_ref<bool(const Stmt &)> Visit) {
  if (!S || !Visit(*S))
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      forEachWithin(Init, Visit);
    return;
  }
  // Beside its operand, a co_await has the calls that it is made of.
  if (const auto *Await = dyn_cast<CoawaitExpr>(S))
    return forEachWithin(Await->getOperand(), Visit);
  if (const auto *Await = dyn_cast<DependentCoawaitExpr>(S))
    return forEachWithin(Await->getOperand(), Visit);
  if (const auto *Body = dyn_cast<CoroutineBodyStmt>(S))
    return forEachWithin(Body->getBody(), Visit);
  for (const Stmt *Child : S->children())
    forEachWithin(Child, Visit);
}

const Expr *awaited(const Stmt &S) {
  const Expr *Operand = nullptr;
  if (const auto *Await = dyn_cast<CoawaitExpr>(&S))
    Operand = Await->getOperand();
  else if (const auto *Await = dyn_cast<DependentCoawaitExpr>(&S))
    Operand = Await->getOperand();
  if (!Operand)
    return nullptr;
  const Expr *Inner = Operand->IgnoreUnlessSpelledInSource();
  const NamedDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
    Named = Ref->getDecl();
  else if (isa<CallExpr>(Inner))
    Named = calleeOf(*Inner);
  const auto *Home =
      Named ? dyn_cast_or_null<NamespaceDecl>(
                  Named->getDeclContext()->getEnclosingNamespaceContext())
            : nullptr;
  return Home && Home->getName() == "this_coro" ? nullptr : Operand;
}

/// What \p S itself names, or an empty string.
static std::string nameIn(const Stmt &S) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    return Ref->getNameInfo().getAsString();
  if (const auto *Member = dyn_cast<MemberExpr>(&S))
    return Member->getMemberNameInfo().getAsString();
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(&S))
    return Member->getMember().getAsString();
  if (const auto *Overloads = dyn_cast<OverloadExpr>(&S))
    return Overloads->getName().getAsString();
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    return Construct->getConstructor()->getParent()->getNameAsString();
  return "";
}

bool mentions(const Stmt *S, llvm::ArrayRef<StringRef> Stems, bool Lambdas) {
  bool Found = false;
  forEachWithin(S, [&](const Stmt &Part) {
    const std::string Name = nameIn(Part);
    Found |= !Name.empty() && llvm::any_of(Stems, [&](StringRef Stem) {
      return StringRef(Name).contains_insensitive(Stem);
    });
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&Part); Lambda && Lambdas)
      Found |= mentions(Lambda->getBody(), Stems);
    return !Found;
  });
  return Found;
}

const FunctionDecl *startedBy(const Expr &E) {
  const Expr *Inner = E.IgnoreUnlessSpelledInSource();
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner))
    return Lambda->getCallOperator();
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Inner);
      Call && Call->getOperator() == OO_Call)
    if (const auto *Lambda = dyn_cast<LambdaExpr>(
            Call->getArg(0)->IgnoreUnlessSpelledInSource()))
      return Lambda->getCallOperator();
  return calleeOf(*Inner);
}

bool catchesAll(const CXXCatchStmt &Handler) {
  const QualType Caught = Handler.getCaughtType();
  if (Caught.isNull())
    return true;
  const CXXRecordDecl *R = Caught.getNonReferenceType()->getAsCXXRecordDecl();
  return R && R->isInStdNamespace() && R->getName() == "exception";
}

static bool throws(const Stmt *S) {
  bool Found = false;
  forEachWithin(S, [&](const Stmt &Part) {
    const auto *Call = dyn_cast<CallExpr>(&Part);
    const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
    Found |= isa<CXXThrowExpr>(Part) || (F && F->isNoReturn());
    return !Found;
  });
  return Found;
}

bool keepsItsExceptions(const Stmt *S) {
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(S);
  if (Body)
    S = Body->getBody();
  bool Escapes = !S;
  forEachWithin(S, [&](const Stmt &Part) {
    if (const auto *Try = dyn_cast<CXXTryStmt>(&Part)) {
      const CXXCatchStmt *Last = Try->getHandler(Try->getNumHandlers() - 1);
      bool Again = false;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        Again |= throws(Try->getHandler(I)->getHandlerBlock());
      if (catchesAll(*Last) && !Again)
        return false;
    }
    Escapes |= awaited(Part) != nullptr || isa<CXXThrowExpr>(Part) ||
               (!Body && isa<CallExpr>(Part));
    return !Escapes;
  });
  return !Escapes;
}

/// True if \p S itself, not what is in it, goes elsewhere for good.
static bool leaves(const Stmt &S) {
  if (isa<ReturnStmt, CoreturnStmt, CXXThrowExpr, GotoStmt, BreakStmt>(S))
    return true;
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  if (!F)
    return false;
  return F->isNoReturn() ||
         (!F->isInStdNamespace() && F->hasBody() && throws(F->getBody()));
}

static bool awaits(const Stmt *S) {
  bool Found = false;
  forEachWithin(S, [&](const Stmt &Part) {
    Found |= awaited(Part) != nullptr;
    return !Found;
  });
  return Found;
}

bool mayLeave(const Stmt *S, const Stmt *Except) {
  bool Leaves = false;
  forEachWithin(S, [&](const Stmt &Part) {
    if (&Part == Except)
      return false;
    Leaves |= leaves(Part);
    return !Leaves;
  });
  return Leaves;
}

bool mayLeaveBeforeAwait(const Stmt *S) {
  bool Leaves = false, Awaited = false;
  forEachWithin(S, [&](const Stmt &Part) {
    if (Leaves || Awaited)
      return false;
    Awaited = awaited(Part) != nullptr;
    Leaves = leaves(Part) && !awaits(&Part);
    return true;
  });
  return Leaves;
}

} // namespace holdfast
