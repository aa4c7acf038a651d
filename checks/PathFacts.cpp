// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/PathFacts.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/FoldingSet.h"

#include <map>

using namespace clang;

namespace holdfast {

static constexpr unsigned MaxQuestions = 16;

/// \p E without negations; \p Inverted says whether they cancel out.
static const Expr *core(const Expr *E, bool &Inverted) {
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E)) {
      E = Full->getSubExpr();
      continue;
    }
    const auto *Not = dyn_cast<UnaryOperator>(E);
    if (!Not || Not->getOpcode() != UO_LNot)
      return E;
    Inverted = !Inverted;
    E = Not->getSubExpr();
  }
}

/// True if evaluating \p S twice may well give the same answer twice. Collects
/// the variables that it names.
static bool isStable(const Stmt &S,
                     llvm::SmallVectorImpl<const ValueDecl *> &Names) {
  if (isa<CoroutineSuspendExpr, LambdaExpr, StmtExpr, CXXNewExpr>(S))
    return false;
  if (const auto *Op = dyn_cast<BinaryOperator>(&S); Op && Op->isAssignmentOp())
    return false;
  if (const auto *Op = dyn_cast<UnaryOperator>(&S);
      Op && Op->isIncrementDecrementOp())
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    Names.push_back(Ref->getDecl());
  return llvm::all_of(S.children(), [&](const Stmt *Child) {
    return !Child || isStable(*Child, Names);
  });
}

/// The variable that \p S changes, if it plainly does; \p Value is its new
/// value if that is a constant.
static const ValueDecl *changed(const Stmt &S, std::optional<bool> &Value) {
  const Expr *Target = nullptr;
  const Expr *From = nullptr;
  if (const auto *Op = dyn_cast<BinaryOperator>(&S);
      Op && Op->isAssignmentOp()) {
    Target = Op->getLHS();
    if (Op->getOpcode() == BO_Assign)
      From = Op->getRHS();
  } else if (const auto *Op = dyn_cast<UnaryOperator>(&S);
             Op && Op->isIncrementDecrementOp()) {
    Target = Op->getSubExpr();
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&S);
             Call && Call->isAssignmentOp()) {
    Target = Call->getArg(0);
  } else if (const auto *Declared = dyn_cast<DeclStmt>(&S);
             Declared && Declared->isSingleDecl()) {
    const auto *Var = dyn_cast<VarDecl>(Declared->getSingleDecl());
    if (!Var)
      return nullptr;
    if (const Expr *Init = Var->getInit())
      if (const auto *Word =
              dyn_cast<CXXBoolLiteralExpr>(Init->IgnoreParenImpCasts()))
        Value = Word->getValue();
    return Var;
  }
  if (!Target)
    return nullptr;
  if (From)
    if (const auto *Word =
            dyn_cast<CXXBoolLiteralExpr>(From->IgnoreParenImpCasts()))
      Value = Word->getValue();
  const auto *Ref = dyn_cast<DeclRefExpr>(Target->IgnoreParenImpCasts());
  return Ref ? Ref->getDecl() : nullptr;
}

PathFacts::PathFacts(const CFG &Cfg, const ASTContext &Ctx) {
  struct Seen {
    llvm::SmallVector<std::pair<const CFGBlock *, bool>, 2> Blocks;
    llvm::SmallVector<const ValueDecl *, 4> Names;
    const ValueDecl *Flag = nullptr;
  };
  std::map<llvm::FoldingSetNodeID, unsigned> Known;
  std::vector<Seen> All;
  llvm::DenseMap<const ValueDecl *, bool> SetToConstant;
  for (const CFGBlock *Block : Cfg) {
    for (const CFGElement &Element : *Block)
      if (const auto S = Element.getAs<CFGStmt>()) {
        std::optional<bool> Value;
        if (const ValueDecl *D = changed(*S->getStmt(), Value); D && Value)
          SetToConstant[D] = true;
      }
    const Expr *Condition =
        Block->succ_size() == 2 ? Block->getLastCondition() : nullptr;
    if (!Condition)
      continue;
    bool Inverted = false;
    const Expr *E = core(Condition, Inverted);
    Seen New;
    if (!isStable(*E, New.Names))
      continue;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      New.Flag = Ref->getDecl();
    llvm::FoldingSetNodeID Id;
    E->Profile(Id, Ctx, /*Canonical=*/true);
    const auto [At, Fresh] = Known.try_emplace(Id, All.size());
    if (Fresh)
      All.push_back(std::move(New));
    All[At->second].Blocks.push_back({Block, Inverted});
  }
  unsigned Next = 0;
  for (const Seen &Each : All) {
    if (Each.Blocks.size() < 2 &&
        !(Each.Flag && SetToConstant.contains(Each.Flag)))
      continue;
    if (Next == MaxQuestions)
      break;
    for (const auto &[Block, Inverted] : Each.Blocks)
      Asked[Block] = {Next, Inverted};
    for (const ValueDecl *D : Each.Names)
      Names[D] |= uint16_t(1u << Next);
    if (Each.Flag)
      Flags[Each.Flag] = Next;
    ++Next;
  }
  findAskedFrom();
}

void PathFacts::findAskedFrom() {
  std::vector<const CFGBlock *> Work;
  auto Add = [&](const CFGBlock *Block, FactBits Bits) {
    FactBits &Here = AskedFrom[Block];
    if ((Here | Bits) == Here)
      return;
    Here |= Bits;
    Work.push_back(Block);
  };
  for (const auto &[Block, Asks] : Asked)
    Add(Block, (1u << Asks.Index) | (1u << (Asks.Index + MaxQuestions)));
  while (!Work.empty()) {
    const CFGBlock *Block = Work.back();
    Work.pop_back();
    const FactBits Bits = AskedFrom[Block];
    for (const CFGBlock::AdjacentBlock &Before : Block->preds())
      if (const CFGBlock *B = Before.getReachableBlock())
        Add(B, Bits);
  }
}

FactBits PathFacts::stillAsked(const CFGBlock &Block, FactBits Before) const {
  return Before & AskedFrom.lookup(&Block);
}

bool PathFacts::mayChange(const Stmt &S) const {
  std::optional<bool> Value;
  const ValueDecl *D = Names.empty() ? nullptr : changed(S, Value);
  return D && (Names.contains(D) || (Value && Flags.contains(D)));
}

void PathFacts::know(unsigned Index, bool Value, FactBits &Bits) const {
  Bits |= 1u << Index;
  if (Value)
    Bits |= 1u << (Index + MaxQuestions);
  else
    Bits &= ~(1u << (Index + MaxQuestions));
}

std::optional<FactBits> PathFacts::take(const CFGBlock &Block, bool Outcome,
                                        FactBits Before) const {
  const auto It = Asked.find(&Block);
  if (It == Asked.end())
    return Before;
  const auto [Index, Inverted] = It->second;
  const bool Value = Outcome != Inverted;
  if (Before & (1u << Index)) {
    const bool Known = Before & (1u << (Index + MaxQuestions));
    if (Known != Value)
      return std::nullopt;
    return Before;
  }
  know(Index, Value, Before);
  return Before;
}

FactBits PathFacts::after(const Stmt &S, FactBits Before) const {
  std::optional<bool> Value;
  const ValueDecl *D = changed(S, Value);
  if (!D)
    return Before;
  if (const auto It = Names.find(D); It != Names.end()) {
    const uint32_t Mask = It->second;
    Before &= ~(Mask | (Mask << MaxQuestions));
  }
  if (const auto It = Flags.find(D); It != Flags.end() && Value)
    know(It->second, *Value, Before);
  return Before;
}

} // namespace holdfast
