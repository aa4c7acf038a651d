// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/HandleFlow.h"

#include "checks/FlowGraph.h"
#include "checks/HandleOrigin.h"
#include "checks/HandleWords.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace holdfast {

namespace {

/// What is known of a handle at one point of a path.
enum class State : uint8_t { Dead, Live, Joined };

/// Where a path stands: before the first event of a block.
struct Node {
  const CFGBlock *Block = nullptr;
  State Is = State::Dead;
  FactBits Facts = 0;
  const Expr *Made = nullptr;
  int Parent = -1;
  /// The branch that led here.
  BranchTaken By;
};

} // namespace

namespace {

/// The walk along all paths for one handle.
class Follow {
public:
  using SpentFn = llvm::function_ref<bool(const Expr *)>;

  Follow(const FlowGraph &G, const TrackedHandle &H, SpentFn IsSpent)
      : G(G), Cfg(*G.Cfg), Facts(*G.Facts), Events(G.Events), SM(*G.SM), H(H),
        IsSpent(IsSpent),
        Ahead(
            G.leadingTo([&](const FlowEvent &E) { return E.Decl == H.Decl; })),
        Consumers(G.leadingTo([&](const FlowEvent &E) {
          return E.Of && E.Decl == H.Decl && E.Of->What == HandleUse::Consume;
        })) {}

  bool run(unsigned &Left) {
    arrive({&Cfg.getEntry(), State::Dead, 0, nullptr, -1, {}});
    for (size_t I = 0; I < Nodes.size(); ++I) {
      if (Left == 0)
        return false;
      --Left;
      // Nodes grows below.
      const Node N = Nodes[I];
      visit(N, static_cast<int>(I));
    }
    return true;
  }

  /// Where it was consumed while it was live.
  const llvm::DenseSet<const Expr *> &takenLive() const { return TakenLive; }

  std::vector<HandleDrop> drops() {
    std::vector<HandleDrop> Result;
    for (auto &[Drop, At] : Found) {
      Drop.Always = !Harmless.contains(Drop.At);
      for (int I = At; I >= 0; I = Nodes[I].Parent)
        // A loop's turns are told once.
        if (const BranchTaken &By = Nodes[I].By;
            By.Condition && matters(Nodes[I]) &&
            llvm::none_of(Drop.Way, [&](const BranchTaken &B) {
              return B.Condition == By.Condition && B.Outcome == By.Outcome;
            }))
          Drop.Way.push_back(By);
      std::reverse(Drop.Way.begin(), Drop.Way.end());
      Result.push_back(std::move(Drop));
    }
    return Result;
  }

private:
  void arrive(Node N) {
    if (!Ahead.contains(N.Block))
      return;
    N.Facts = Facts.stillAsked(*N.Block, N.Facts);
    if (Seen.insert({{N.Block, static_cast<unsigned>(N.Is)}, N.Facts}).second)
      Nodes.push_back(N);
  }

  void drop(const Node &N, int Index, HandleDrop::How What,
            const FlowEvent &E) {
    if (N.Is == State::Dead) {
      Harmless.insert(E.At);
      return;
    }
    const auto [Before, Fresh] = Dropped.try_emplace(E.At, Found.size());
    // Where one path comes here without a wait, nobody has waited.
    if (!Fresh &&
        (N.Is == State::Joined || !Found[Before->second].first.Joined))
      return;
    HandleDrop D;
    D.What = What;
    D.At = E.At;
    D.Made = N.Made;
    D.Joined = N.Is == State::Joined;
    if (E.Of) {
      D.Word = E.Of->Word;
      D.Ignored = E.Of->Ignored;
    }
    if (Fresh)
      Found.push_back({std::move(D), Index});
    else
      Found[Before->second] = {std::move(D), Index};
  }

  void mentioned(Node &N, int Index, const FlowEvent &E) {
    const Mention &M = *E.Of;
    using How = HandleDrop::How;
    switch (M.What) {
    case HandleUse::Look:
      return;
    case HandleUse::Join:
      if (N.Is == State::Live)
        N.Is = State::Joined;
      return;
    case HandleUse::Consume:
      if (N.Is != State::Dead)
        TakenLive.insert(M.Ref);
      N.Is = State::Dead;
      return;
    case HandleUse::Fill:
      if (M.Ends)
        drop(N, Index, How::Overwritten, E);
      // One of many may still be live.
      if (!IsSpent(M.Value))
        N.Is = State::Live;
      else if (M.Ends)
        N.Is = State::Dead;
      N.Made = M.Value;
      return;
    case HandleUse::Replace:
      drop(N, Index, How::Overwritten, E);
      N.Is = State::Dead;
      return;
    case HandleUse::Clear:
      drop(N, Index, How::Cleared, E);
      N.Is = State::Dead;
      return;
    }
  }

  void visit(Node N, int Index) {
    // As it was before the block's last element, which may be a call that
    // throws.
    std::optional<Node> Before;
    if (const auto It = Events.find(N.Block); It != Events.end())
      for (const FlowEvent &E : It->second) {
        if (E.What == FlowEvent::Kind::Facts) {
          N.Facts = Facts.after(*E.At, N.Facts);
          continue;
        }
        if (E.What == FlowEvent::Kind::Thrown)
          return leave(N, Index);
        if (E.What == FlowEvent::Kind::Opened) {
          if (!H.Scope)
            N.Is = State::Dead;
          continue;
        }
        if (E.Decl != H.Decl)
          continue;
        if (E.Last)
          Before = N;
        if (E.What == FlowEvent::Kind::Declared) {
          N.Is = H.Born && !IsSpent(H.Born) ? State::Live : State::Dead;
          N.Made = H.Born;
        } else if (E.What == FlowEvent::Kind::Ended) {
          drop(N, Index, HandleDrop::How::EndOfScope, E);
          N.Is = State::Dead;
        } else {
          mentioned(N, Index, E);
          // What took the handle has it, even if it throws.
          if (N.Is == State::Dead)
            Before.reset();
        }
      }
    if (!N.Block->hasNoReturnElement())
      proceed(N, Before.value_or(N), Index);
  }

  /// Goes on along the edges out of the block.
  void proceed(Node N, Node Before, int Index) {
    N.Parent = Before.Parent = Index;
    N.By = Before.By = {};
    const Expr *Condition =
        N.Block->succ_size() == 2 ? N.Block->getLastCondition() : nullptr;
    const bool Branches = N.Block->getTerminatorStmt() != nullptr;
    auto Test = Branches && Condition ? emptyTest(*Condition) : std::nullopt;
    if (Test && Test->Flag && G.Reassigned.contains(Test->Flag))
      Test.reset();
    unsigned Edge = 0;
    for (const CFGBlock::AdjacentBlock &Next : N.Block->succs()) {
      const unsigned Number = Edge++;
      const bool First = Number == 0;
      if (!Next.isReachable())
        continue;
      Node To = N;
      if (N.Block->getTerminatorStmt() &&
          isa<CXXTryStmt>(N.Block->getTerminatorStmt())) {
        // No handler takes it.
        if (Next.getReachableBlock() == &Cfg.getExit())
          continue;
      } else if (!Branches && !First) {
        leaveTo(Before, *Next.getReachableBlock());
        continue;
      } else if (Branches && N.Block->succ_size() == 2) {
        // Where calls may throw, the condition stands in a block of its own.
        To.By = {N.Block->getTerminatorStmt(), First};
      }
      if (Branches) {
        const auto Known = Facts.take(*N.Block, Number, N.Facts);
        if (!Known)
          continue;
        To.Facts = *Known;
        if (Test && Test->Handle == H.Decl && Test->EmptyIf == First &&
            !(Test->Done && H.Type.Starts == Start::Lazy))
          To.Is =
              Test->Waited && N.Is != State::Dead ? State::Joined : State::Dead;
      }
      To.Block = Next.getReachableBlock();
      arrive(To);
    }
  }

  /// An exception is on its way to the handlers behind the block of \p N.
  void leave(Node N, int Index) {
    N.Parent = Index;
    N.By = {};
    for (const CFGBlock::AdjacentBlock &Next : N.Block->succs())
      if (Next.isReachable())
        leaveTo(N, *Next.getReachableBlock());
  }

  void leaveTo(Node N, const CFGBlock &Handlers) {
    const auto *Try =
        dyn_cast_or_null<CXXTryStmt>(Handlers.getTerminatorStmt());
    if (!Try)
      return;
    // What is declared within is destroyed on the way.
    if (H.Scope) {
      const SourceLocation Here = H.Scope->getLocation();
      if (!SM.isBeforeInTranslationUnit(Here, Try->getBeginLoc()) &&
          SM.isBeforeInTranslationUnit(Here, Try->getTryBlock()->getEndLoc()))
        return;
    }
    N.Block = &Handlers;
    arrive(N);
  }

  /// True if another outcome of the branch to \p N may lead to a consumption.
  bool matters(const Node &N) const {
    return N.Parent >= 0 &&
           llvm::any_of(Nodes[N.Parent].Block->succs(), [&](const auto &Next) {
             return Next.getReachableBlock() != N.Block &&
                    Consumers.contains(Next.getReachableBlock());
           });
  }

  const FlowGraph &G;
  const CFG &Cfg;
  const PathFacts &Facts;
  const llvm::DenseMap<const CFGBlock *, std::vector<FlowEvent>> &Events;
  const SourceManager &SM;
  const TrackedHandle &H;
  SpentFn IsSpent;
  llvm::DenseSet<const Expr *> TakenLive;
  /// Where something can still happen to the handle; where a consumption can.
  const BlockSet Ahead, Consumers;
  std::vector<Node> Nodes;
  llvm::DenseSet<std::pair<std::pair<const CFGBlock *, unsigned>, FactBits>>
      Seen;
  std::vector<std::pair<HandleDrop, int>> Found;
  /// The drop at a statement, by its place in Found.
  llvm::DenseMap<const Stmt *, size_t> Dropped;
  llvm::DenseSet<const Stmt *> Harmless;
};

} // namespace

HandleFlow::HandleFlow(std::unique_ptr<FlowGraph> G) : G(std::move(G)) {}
HandleFlow::~HandleFlow() = default;

std::unique_ptr<HandleFlow>
HandleFlow::build(const FunctionDecl &F, const Stmt &Body,
                  ArrayRef<const TrackedHandle *> Handles,
                  const HandleUses &Uses, ASTContext &Ctx) {
  auto G = FlowGraph::build(F, Body, Handles, Uses, Ctx);
  if (!G)
    return nullptr;
  return std::unique_ptr<HandleFlow>(new HandleFlow(std::move(G)));
}

bool HandleFlow::isSpent(const Expr *Value) const {
  const DeclRefExpr *Ref = Value ? movedLocal(*Value) : nullptr;
  return Ref && Followed.contains(Ref->getDecl()) && !TakenLive.contains(Ref);
}

std::optional<std::vector<HandleDrop>>
HandleFlow::dropsOf(const TrackedHandle &H, const HandleUses &Uses) {
  if (!G->shows(Uses.of(*H.Decl)))
    return std::vector<HandleDrop>();
  const auto IsSpent = [&](const Expr *Value) { return isSpent(Value); };
  Follow F(*G, H, IsSpent);
  if (!F.run(Left))
    return std::nullopt;
  Followed.insert(H.Decl);
  TakenLive.insert(F.takenLive().begin(), F.takenLive().end());
  return F.drops();
}

} // namespace holdfast
