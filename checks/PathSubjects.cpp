// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/PathSubjects.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"

#include <map>

using namespace clang;

namespace holdfast {

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

const ValueDecl *changedBy(const Stmt &S, const Expr *&Value) {
  Value = nullptr;
  const Expr *Target = nullptr;
  if (const auto *Op = dyn_cast<BinaryOperator>(&S);
      Op && Op->isAssignmentOp()) {
    Target = Op->getLHS();
    if (Op->getOpcode() == BO_Assign)
      Value = Op->getRHS();
  } else if (const auto *Op = dyn_cast<UnaryOperator>(&S);
             Op && Op->isIncrementDecrementOp()) {
    Target = Op->getSubExpr();
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&S);
             Call && Call->isAssignmentOp()) {
    Target = Call->getArg(0);
  } else if (const auto *Declared = dyn_cast<DeclStmt>(&S);
             Declared && Declared->isSingleDecl()) {
    const auto *Var = dyn_cast<VarDecl>(Declared->getSingleDecl());
    if (Var)
      Value = Var->getInit();
    return Var;
  }
  if (!Target)
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Target->IgnoreParenImpCasts());
  return Ref ? Ref->getDecl() : nullptr;
}

std::optional<llvm::SmallVector<int64_t, 8>> casesOf(const SwitchStmt &Switch,
                                                     const ASTContext &Ctx) {
  llvm::SmallVector<int64_t, 8> Result;
  for (const SwitchCase *Each = Switch.getSwitchCaseList(); Each;
       Each = Each->getNextSwitchCase())
    if (const auto *Case = dyn_cast<CaseStmt>(Each)) {
      const auto Value = constantOf(*Case->getLHS(), Ctx);
      if (!Value || Case->getRHS())
        return std::nullopt;
      Result.push_back(*Value);
    }
  return Result;
}

size_t PathSubject::timesAsked() const {
  size_t Times = Switches.size();
  for (const AskedQuestion &Each : Questions)
    Times += Each.Blocks.size();
  return Times;
}

namespace {

class Collector {
public:
  explicit Collector(const ASTContext &Ctx) : Ctx(Ctx) {}

  void look(const CFGBlock &Block) {
    for (const CFGElement &Element : Block)
      if (const auto S = Element.getAs<CFGStmt>()) {
        const Expr *Value = nullptr;
        if (const ValueDecl *D = changedBy(*S->getStmt(), Value);
            D && Value && constantOf(*Value, Ctx))
          SetToConstant.insert(D);
      }
    if (const auto *Switch =
            dyn_cast_or_null<SwitchStmt>(Block.getTerminatorStmt()))
      return lookAt(*Switch, Block);
    const Expr *Condition =
        Block.succ_size() == 2 ? Block.getLastCondition() : nullptr;
    if (!Condition)
      return;
    const PathQuestion Q = questionOf(*Condition, Ctx);
    if (PathSubject *S = subjectOf(Q))
      askedIn(*S, Q).Blocks.push_back({&Block, Q.Inverted});
  }

  std::vector<PathSubject> take() {
    for (PathSubject &Each : Subjects)
      Each.SetToConstant = Each.Flag && SetToConstant.contains(Each.Flag);
    return std::move(Subjects);
  }

private:
  PathSubject *subjectOf(const PathQuestion &Q) {
    llvm::SmallVector<const ValueDecl *, 4> Named;
    if (!isStable(*Q.Term, Named) || (Q.Other && !isStable(*Q.Other, Named)))
      return nullptr;
    const auto [At, Fresh] = Known.try_emplace(Q.subject(Ctx), Subjects.size());
    if (Fresh) {
      PathSubject &New = Subjects.emplace_back();
      New.Names = std::move(Named);
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Q.Term); Ref && !Q.Other)
        New.Flag = Ref->getDecl();
    }
    return &Subjects[At->second];
  }

  static AskedQuestion &askedIn(PathSubject &S, const PathQuestion &Q) {
    for (AskedQuestion &Each : S.Questions)
      if (Each.Question.Less == Q.Less && Each.Question.Value == Q.Value)
        return Each;
    return S.Questions.emplace_back(AskedQuestion{Q, {}, 0});
  }

  void lookAt(const SwitchStmt &Switch, const CFGBlock &Block) {
    PathQuestion Q = questionOf(*Switch.getCond(), Ctx);
    const auto Cases = casesOf(Switch, Ctx);
    PathSubject *S = Cases && !Q.Other && !Q.Less ? subjectOf(Q) : nullptr;
    if (!S)
      return;
    S->Switches.push_back(&Block);
    for (const int64_t Value : *Cases) {
      Q.Value = Value;
      ++askedIn(*S, Q).Cases;
    }
  }

  const ASTContext &Ctx;
  std::map<llvm::FoldingSetNodeID, size_t> Known;
  std::vector<PathSubject> Subjects;
  llvm::DenseSet<const ValueDecl *> SetToConstant;
};

} // namespace

std::vector<PathSubject> subjectsIn(const CFG &Cfg, const ASTContext &Ctx) {
  Collector Questions(Ctx);
  for (const CFGBlock *Block : Cfg)
    Questions.look(*Block);
  return Questions.take();
}

} // namespace holdfast
