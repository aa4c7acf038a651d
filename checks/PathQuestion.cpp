// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/PathQuestion.h"

#include "checks/HandleOrigin.h"

#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"

#include <limits>

using namespace clang;

namespace holdfast {

llvm::FoldingSetNodeID PathQuestion::subject(const ASTContext &Ctx) const {
  llvm::FoldingSetNodeID Id;
  Term->Profile(Id, Ctx, /*Canonical=*/true);
  if (Other) {
    Id.AddBoolean(Less);
    Other->Profile(Id, Ctx, /*Canonical=*/true);
  }
  return Id;
}

std::optional<bool> PathQuestion::implies(bool Answer,
                                          const PathQuestion &Another) const {
  if (!Less)
    return Answer ? std::optional(Another.answer(Value)) : std::nullopt;
  if (Answer && Another.Value >= Value)
    return Another.Less;
  if (!Answer &&
      (Another.Less ? Another.Value <= Value : Another.Value < Value))
    return false;
  return std::nullopt;
}

std::optional<int64_t> constantOf(const Expr &E, const ASTContext &Ctx) {
  if (E.isValueDependent() || E.getType()->isDependentType())
    return std::nullopt;
  if (E.getType()->isPointerType() || E.getType()->isNullPtrType())
    return E.isNullPointerConstant(const_cast<ASTContext &>(Ctx),
                                   Expr::NPC_NeverValueDependent)
               ? std::optional<int64_t>(0)
               : std::nullopt;
  if (!E.getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  Expr::EvalResult Result;
  if (!E.EvaluateAsInt(Result, Ctx))
    return std::nullopt;
  return Result.Val.getInt().tryExtValue();
}

llvm::SmallVector<int64_t, 4> enumerators(QualType T) {
  llvm::SmallVector<int64_t, 4> Result;
  const auto *Type = T->getAs<EnumType>();
  const EnumDecl *Def = Type ? Type->getDecl()->getDefinition() : nullptr;
  if (!Def)
    return Result;
  for (const EnumConstantDecl *Each : Def->enumerators())
    if (const auto Value = Each->getInitVal().tryExtValue();
        Value && !llvm::is_contained(Result, *Value))
      Result.push_back(*Value);
  return Result;
}

/// \p E without what says nothing: parentheses, `bool(...)`, a conversion of a
/// class to bool.
static const Expr *stripped(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
             Cast && Cast->getType()->isBooleanType())
      E = Cast->getSubExpr();
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
             Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      E = Call->getImplicitObjectArgument();
    else
      return E;
  }
}

namespace {

/// A comparison, written as an operator or as a call of one.
struct Comparison {
  BinaryOperatorKind Op;
  const Expr *L;
  const Expr *R;
};

} // namespace

static std::optional<Comparison> comparisonIn(const Expr &E) {
  if (const auto *Op = dyn_cast<BinaryOperator>(&E);
      Op && Op->isComparisonOp() && Op->getOpcode() != BO_Cmp)
    return Comparison{Op->getOpcode(), Op->getLHS(), Op->getRHS()};
  if (const auto *Op = dyn_cast<CXXRewrittenBinaryOperator>(&E);
      Op && Op->getOperator() != BO_Cmp)
    return Comparison{Op->getOperator(), Op->getLHS(), Op->getRHS()};
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&E);
      Op && Op->getNumArgs() == 2 &&
      (Op->getOperator() == OO_EqualEqual ||
       Op->getOperator() == OO_ExclaimEqual))
    return Comparison{BinaryOperator::getOverloadedOpcode(Op->getOperator()),
                      Op->getArg(0), Op->getArg(1)};
  return std::nullopt;
}

/// \p C with its constant, if there is one, on the right.
static std::optional<int64_t> putConstantRight(Comparison &C,
                                               const ASTContext &Ctx) {
  if (const auto Value = constantOf(*C.R, Ctx))
    return Value;
  if (C.R->getType()->isRecordType() && isEmptyHandle(*C.R))
    return 0;
  const auto Value = constantOf(*C.L, Ctx);
  if (!Value)
    return std::nullopt;
  std::swap(C.L, C.R);
  if (BinaryOperator::isRelationalOp(C.Op))
    C.Op = BinaryOperator::reverseComparisonOp(C.Op);
  return Value;
}

PathQuestion questionOf(const Expr &Condition, const ASTContext &Ctx) {
  PathQuestion Q;
  const Expr *E = stripped(&Condition);
  for (;;) {
    if (const auto *Not = dyn_cast<UnaryOperator>(E);
        Not && Not->getOpcode() == UO_LNot) {
      Q.Inverted = !Q.Inverted;
      E = stripped(Not->getSubExpr());
      continue;
    }
    auto C = comparisonIn(*E);
    if (!C) {
      // A value is true where it is not 0.
      Q.Term = E;
      Q.Inverted = !Q.Inverted;
      return Q;
    }
    const auto Value = putConstantRight(*C, Ctx);
    if (C->Op == BO_NE || C->Op == BO_GT || C->Op == BO_GE)
      Q.Inverted = !Q.Inverted;
    Q.Less = C->Op != BO_EQ && C->Op != BO_NE;
    if (!Q.Less && Value && C->L->isKnownToHaveBooleanValue()) {
      if (*Value == 0)
        Q.Inverted = !Q.Inverted;
      E = stripped(C->L);
      continue;
    }
    const bool OrEqual = C->Op == BO_LE || C->Op == BO_GT;
    if (Value && *Value != std::numeric_limits<int64_t>::max()) {
      Q.Term = stripped(C->L);
      Q.Value = *Value + (OrEqual ? 1 : 0);
      // Nothing unsigned is less than 0.
      if (Q.Less && Q.Value == 1 &&
          Q.Term->getType()->isUnsignedIntegerType()) {
        Q.Less = false;
        Q.Value = 0;
      }
      return Q;
    }
    if (OrEqual) {
      // `a > b` is `b < a`.
      std::swap(C->L, C->R);
      Q.Inverted = !Q.Inverted;
    }
    Q.Term = stripped(C->L);
    Q.Other = stripped(C->R);
    return Q;
  }
}

} // namespace holdfast
