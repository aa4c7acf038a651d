// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Conditions.h"

#include "checks/Members.h"
#include "checks/Words.h"

#include "clang/AST/ExprCXX.h"

#include <optional>

using namespace clang;

namespace holdfast {

static bool isNull(const Expr *E) {
  return isa<CXXNullPtrLiteralExpr, GNUNullExpr>(
      E->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts());
}

/// `handle == nullptr`, `handle != nullptr`: which of the two \p E is.
static std::optional<BinaryOperatorKind> nullComparison(const Expr *E) {
  if (const auto *Op = dyn_cast<BinaryOperator>(E);
      Op && (isNull(Op->getLHS()) || isNull(Op->getRHS())))
    return Op->getOpcode();
  if (const auto *Op = dyn_cast<CXXRewrittenBinaryOperator>(E);
      Op && (isNull(Op->getLHS()) || isNull(Op->getRHS())))
    return Op->getOpcode();
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
      Op && Op->isComparisonOp() && llvm::any_of(Op->arguments(), isNull))
    return BinaryOperator::getOverloadedOpcode(Op->getOperator());
  return std::nullopt;
}

Test testOf(const Expr *Condition) {
  if (!Condition)
    return Test::Open;
  const Expr *E =
      Condition->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot) {
    switch (testOf(Not->getSubExpr())) {
    case Test::Done:
      return Test::NotDone;
    case Test::NotDone:
      return Test::Done;
    default:
      return Test::Open;
    }
  }
  if (const auto *And = dyn_cast<BinaryOperator>(E);
      And && And->getOpcode() == BO_LAnd) {
    const Test L = testOf(And->getLHS()), R = testOf(And->getRHS());
    return L == Test::Holds ? R : R == Test::Holds ? L : Test::Open;
  }
  if (const auto Opcode = nullComparison(E))
    return *Opcode == BO_NE ? Test::Holds : Test::Open;
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const std::string Name = nameIn(*Call->getCallee()->IgnoreParenImpCasts());
    if (oneOf(Name, {"done", "is_done", "isDone", "await_ready"}))
      return Test::Done;
    return oneOf(Name, {"exchange", "valid", "operator bool", "joinable"})
               ? Test::Holds
               : Test::Open;
  }
  // A name alone: a handle or a pointer; a flag is decided at run time.
  if (!nameIn(*E).empty() && !E->getType()->isBooleanType() &&
      !E->getType()->isIntegralOrEnumerationType())
    return Test::Holds;
  return Test::Open;
}

bool isNullTest(const Expr *Condition) {
  const Expr *E =
      Condition->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E))
    return Not->getOpcode() == UO_LNot &&
           testOf(Not->getSubExpr()) == Test::Holds;
  return nullComparison(E) == BO_EQ;
}

} // namespace holdfast
