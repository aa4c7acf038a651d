// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/FlowGraph.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace holdfast {

/// True if \p S may lead to code that changes a member of this object.
static bool opensThis(const Stmt &S) {
  if (isa<CoroutineSuspendExpr>(S))
    return true;
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call)
    return false;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
      Member && isa<CXXThisExpr>(
                    Member->getImplicitObjectArgument()->IgnoreParenImpCasts()))
    return true;
  return llvm::any_of(Call->arguments(), [](const Expr *Arg) {
    return isa<CXXThisExpr>(Arg->IgnoreParenImpCasts());
  });
}

/// True if \p Var ends without a destructor. clang then makes no element of
/// that kind for it.
static bool endsSilently(const VarDecl &Var) {
  return !Var.getType().getNonReferenceType().isDestructedType();
}

void FlowGraph::fill(ArrayRef<const TrackedHandle *> Handles,
                     const HandleUses &Uses) {
  llvm::DenseMap<const Stmt *, llvm::SmallVector<FlowEvent, 1>> At;
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<const ValueDecl *, 1>>
      Scoped;
  llvm::DenseSet<const Stmt *> Assigned;
  bool Members = false;
  for (const TrackedHandle *H : Handles) {
    if (H->Scope)
      Scoped[H->Scope].push_back(H->Decl);
    Members |= !H->Scope;
    for (const Mention &M : Uses.of(*H->Decl)) {
      At[M.At].push_back({FlowEvent::Kind::Mentioned, M.At, &M, H->Decl});
      if (M.Value && !H->Scope)
        Assigned.insert(M.Value->IgnoreUnlessSpelledInSource());
    }
  }
  for (const CFGBlock *Block : *Cfg) {
    size_t Index = 0;
    for (const CFGElement Element : *Block) {
      const bool Last = ++Index == Block->size();
      auto Add = [&](FlowEvent E) {
        E.Last = Last;
        Events[Block].push_back(E);
      };
      if (const auto End = Element.getAs<CFGAutomaticObjDtor>()) {
        if (const auto It = Scoped.find(End->getVarDecl()); It != Scoped.end())
          for (const ValueDecl *D : It->second)
            Add({FlowEvent::Kind::Ended, End->getTriggerStmt(), nullptr, D});
        continue;
      }
      if (const auto End = Element.getAs<CFGLifetimeEnds>()) {
        const auto It = Scoped.find(End->getVarDecl());
        if (It != Scoped.end() && endsSilently(*End->getVarDecl()))
          for (const ValueDecl *D : It->second)
            Add({FlowEvent::Kind::Ended, End->getTriggerStmt(), nullptr, D});
        continue;
      }
      const auto S = Element.getAs<CFGStmt>();
      if (!S)
        continue;
      const Stmt *Each = S->getStmt();
      const Expr *Value = nullptr;
      if (const ValueDecl *Changed = changedBy(*Each, Value);
          Changed && !isa<DeclStmt>(Each))
        Reassigned.insert(Changed);
      if (const auto *Declared = dyn_cast<DeclStmt>(Each))
        for (const Decl *D : Declared->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            if (const auto It = Scoped.find(Var); It != Scoped.end())
              for (const ValueDecl *Named : It->second)
                Add({FlowEvent::Kind::Declared, Each, nullptr, Named});
      if (const auto It = At.find(Each); It != At.end())
        for (const FlowEvent &E : It->second) {
          Add(E);
          Shown[E.Of] = true;
        }
      if (isa<CXXThrowExpr>(Each))
        Add({FlowEvent::Kind::Thrown, Each, nullptr, nullptr});
      else if (Facts->mayChange(*Each))
        Add({FlowEvent::Kind::Facts, Each, nullptr, nullptr});
      if (Members && !Assigned.contains(Each) && opensThis(*Each))
        Add({FlowEvent::Kind::Opened, Each, nullptr, nullptr});
    }
  }
}

std::unique_ptr<FlowGraph>
FlowGraph::build(const FunctionDecl &F, const Stmt &Body,
                 ArrayRef<const TrackedHandle *> Handles,
                 const HandleUses &Uses, ASTContext &Ctx) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true;
  Options.AddLifetime = llvm::any_of(Handles, [](const TrackedHandle *H) {
    return H->Scope && endsSilently(*H->Scope);
  });
  // They split every block at its calls: only where a handler may be reached.
  Options.AddEHEdges = Uses.catches();
  auto Cfg = CFG::buildCFG(&F, const_cast<Stmt *>(&Body), &Ctx, Options);
  if (!Cfg)
    return nullptr;
  auto Graph = std::make_unique<FlowGraph>();
  Graph->Cfg = std::move(Cfg);
  Graph->Facts.emplace(*Graph->Cfg, Ctx);
  Graph->SM = &Ctx.getSourceManager();
  Graph->fill(Handles, Uses);
  return Graph;
}

BlockSet
FlowGraph::leadingTo(llvm::function_ref<bool(const FlowEvent &)> Is) const {
  BlockSet Result;
  std::vector<const CFGBlock *> Work;
  auto Add = [&](const CFGBlock *Block) {
    if (Block && Result.insert(Block).second)
      Work.push_back(Block);
  };
  for (const auto &[Block, List] : Events)
    if (llvm::any_of(List, Is))
      Add(Block);
  while (!Work.empty()) {
    const CFGBlock *Block = Work.back();
    Work.pop_back();
    for (const CFGBlock::AdjacentBlock &Before : Block->preds())
      Add(Before.getReachableBlock());
  }
  return Result;
}

bool FlowGraph::shows(ArrayRef<Mention> Uses) const {
  return llvm::all_of(Uses, [&](const Mention &M) {
    return M.What == HandleUse::Look || Shown.contains(&M);
  });
}

} // namespace holdfast
