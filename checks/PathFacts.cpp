// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/PathFacts.h"

#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

static constexpr unsigned MaxQuestions = 16;

PathFacts::PathFacts(const CFG &Cfg, const ASTContext &Ctx) : Ctx(Ctx) {
  unsigned Number = 0;
  for (const PathSubject &Each : subjectsIn(Cfg, Ctx))
    // Asked once, and never decided before, it tells nothing.
    if (Each.timesAsked() > 1 || Each.SetToConstant)
      keep(Each, Number++);
  findAskedFrom();
}

void PathFacts::keep(const PathSubject &S, unsigned Number) {
  for (const AskedQuestion &Each : S.Questions) {
    const unsigned Index = Facts.size();
    if (Index == MaxQuestions)
      break;
    // One switch asks for each of its cases once.
    if (Each.Blocks.empty() && Each.Cases < 2 && !S.SetToConstant)
      continue;
    for (const auto &[Block, Inverted] : Each.Blocks)
      Asked[Block] = {Index, Inverted};
    for (const ValueDecl *D : S.Names)
      Names[D] |= uint16_t(1u << Index);
    Facts.push_back({Each.Question, Number});
  }
  for (const CFGBlock *Block : S.Switches)
    Switches[Block] = Number;
  if (S.Flag)
    Flags[S.Flag] = Number;
}

static FactBits bitsOf(unsigned Index) {
  return (1u << Index) | (1u << (Index + MaxQuestions));
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
  // What is known of one question answers others about the same.
  auto About = [&](unsigned Subject) {
    FactBits Bits = 0;
    for (unsigned I = 0; I < Facts.size(); ++I)
      if (Facts[I].Subject == Subject)
        Bits |= bitsOf(I);
    return Bits;
  };
  for (const auto &[Block, Asks] : Asked)
    Add(Block, About(Facts[Asks.Index].Subject));
  for (const auto &[Block, Subject] : Switches)
    Add(Block, About(Subject));
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
  const Expr *Value = nullptr;
  const ValueDecl *D = Names.empty() ? nullptr : changedBy(S, Value);
  return D && Names.contains(D);
}

bool PathFacts::isKnown(unsigned Index, FactBits Bits) {
  return Bits & (1u << Index);
}

bool PathFacts::answer(unsigned Index, FactBits Bits) {
  return Bits & (1u << (Index + MaxQuestions));
}

/// Writes one answer down.
static void set(unsigned Index, bool Answer, FactBits &Bits) {
  Bits |= 1u << Index;
  if (Answer)
    Bits |= 1u << (Index + MaxQuestions);
  else
    Bits &= ~(1u << (Index + MaxQuestions));
}

/// Of an enumeration only one value may be left.
void PathFacts::lastEnumerator(unsigned Subject, FactBits &Bits) const {
  std::optional<llvm::SmallVector<int64_t, 4>> Left;
  for (unsigned I = 0; I < Facts.size(); ++I)
    if (const PathQuestion &Q = Facts[I].Question;
        Facts[I].Subject == Subject && !Q.Other) {
      if (!Left)
        Left = enumerators(Q.Term->getType());
      if (isKnown(I, Bits))
        llvm::erase_if(*Left, [&](int64_t Value) {
          return Q.answer(Value) != answer(I, Bits);
        });
    }
  if (Left && Left->size() == 1)
    knowValue(Subject, Left->front(), Bits);
}

bool PathFacts::know(unsigned Index, bool Answer, FactBits &Bits) const {
  if (isKnown(Index, Bits))
    return answer(Index, Bits) == Answer;
  set(Index, Answer, Bits);
  const auto &[Question, Subject] = Facts[Index];
  for (unsigned I = 0; I < Facts.size(); ++I)
    if (Facts[I].Subject == Subject && !isKnown(I, Bits))
      if (const auto Implied = Question.implies(Answer, Facts[I].Question))
        set(I, *Implied, Bits);
  lastEnumerator(Subject, Bits);
  return true;
}

bool PathFacts::knowValue(unsigned Subject, int64_t Value,
                          FactBits &Bits) const {
  for (unsigned I = 0; I < Facts.size(); ++I)
    if (Facts[I].Subject == Subject) {
      const bool Answer = Facts[I].Question.answer(Value);
      if (isKnown(I, Bits) && answer(I, Bits) != Answer)
        return false;
      set(I, Answer, Bits);
    }
  return true;
}

std::optional<FactBits> PathFacts::take(const CFGBlock &Block, unsigned Edge,
                                        FactBits Before) const {
  if (const auto It = Asked.find(&Block); It != Asked.end()) {
    const auto [Index, Inverted] = It->second;
    return know(Index, (Edge == 0) != Inverted, Before) ? std::optional(Before)
                                                        : std::nullopt;
  }
  const auto It = Switches.find(&Block);
  if (It == Switches.end())
    return Before;
  const unsigned Subject = It->second;
  const auto &Switch = *cast<SwitchStmt>(Block.getTerminatorStmt());
  const CFGBlock *To = (Block.succ_begin() + Edge)->getReachableBlock();
  const auto *Case = To ? dyn_cast_or_null<CaseStmt>(To->getLabel()) : nullptr;
  for (const SwitchCase *Each = Switch.getSwitchCaseList(); Case && Each;
       Each = Each->getNextSwitchCase())
    if (Each == Case) {
      const auto Value = constantOf(*Case->getLHS(), Ctx);
      return Value && knowValue(Subject, *Value, Before) ? std::optional(Before)
                                                         : std::nullopt;
    }
  // The default, or past the switch: it is none of the cases.
  const auto Cases = casesOf(Switch, Ctx);
  for (unsigned I = 0; Cases && I < Facts.size(); ++I)
    if (const PathQuestion &Q = Facts[I].Question;
        Facts[I].Subject == Subject && !Q.Less &&
        llvm::is_contained(*Cases, Q.Value) && !know(I, false, Before))
      return std::nullopt;
  return Before;
}

FactBits PathFacts::after(const Stmt &S, FactBits Before) const {
  const Expr *Value = nullptr;
  const ValueDecl *D = changedBy(S, Value);
  if (!D)
    return Before;
  if (const auto It = Names.find(D); It != Names.end()) {
    const uint32_t Mask = It->second;
    Before &= ~(Mask | (Mask << MaxQuestions));
  }
  if (const auto It = Flags.find(D); It != Flags.end() && Value)
    if (const auto Constant = constantOf(*Value, Ctx))
      knowValue(It->second, *Constant, Before);
  return Before;
}

} // namespace holdfast
