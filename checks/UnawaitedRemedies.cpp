// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/UnawaitedRemedies.h"

#include "checks/HandleOrigin.h"
#include "checks/Names.h"
#include "checks/Owners.h"
#include "checks/Remedies.h"
#include "checks/Siblings.h"
#include "fixits/AwaitCall.h"
#include "fixits/WaitBeforeExit.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

/// True if awaiting the handle gives a value: `task<int>`.
static bool yieldsValue(QualType Handle) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Handle.getNonReferenceType()->getAsCXXRecordDecl());
  return Spec && Spec->getTemplateArgs().size() &&
         Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         !Spec->getTemplateArgs()[0].getAsType()->isVoidType();
}

/// True if the class has its own operator co_await, for lvalues alone.
static bool awaitsOnlyNames(const CXXRecordDecl &R) {
  bool Any = false;
  for (const CXXMethodDecl *M : R.methods())
    if (M->getOverloadedOperator() == OO_Coawait) {
      Any = true;
      if (M->getRefQualifier() != RQ_LValue)
        return false;
    }
  return Any;
}

/// `join` of a handle that no coroutine awaits itself: the first member through
/// which the row says that the work is observed and whose result the coroutine
/// at \p Where can await. Empty where there is none.
static StringRef awaitableMember(const TaskType &T, const Place &Where,
                                 TaskModel &Model) {
  if (!T.Row || !T.Record)
    return "";
  for (const std::string &Name : T.Row->Observe)
    for (const CXXMethodDecl *M : T.Record->methods()) {
      if (!M->getDeclName().isIdentifier() || M->getName() != Name ||
          M->getMinRequiredArguments() != 0 || M->getAccess() != AS_public)
        continue;
      const auto Result = Model.classify(M->getReturnType());
      if (Result && Result->Record &&
          canAwait(Where, M->getReturnType(), *Result, Model))
        return Name;
    }
  return "";
}

/// The statement that waits for the handle called \p Name, and how far it
/// changes the program. Empty where none is right.
static std::string waitText(const DroppedHandle &D, StringRef Name,
                            const Place &Where, bool CanAwait, StringRef Member,
                            FixTier &Tier) {
  Tier = FixTier::Suggest;
  if (!Member.empty())
    return fmt::format("co_await {}.{}();", Name.str(), Member.str());
  const auto *Var = dyn_cast<VarDecl>(D.Handle->Decl);
  if (CanAwait) {
    const bool Const =
        Var && Var->getType().getNonReferenceType().isConstQualified();
    if (Const || awaitsOnlyNames(*D.Type.Record))
      return fmt::format("co_await {};", Name.str());
    return fmt::format("co_await std::move({});", Name.str());
  }
  const catalogue::HandleRow *Row = D.Type.Row;
  if (!Row)
    return "";
  // The thread is joined where the process would have ended.
  if (D.Type.Drop == Consequence::Terminates && !Row->Join.empty())
    return fmt::format("{}.{}();", Name.str(), Row->Join.front());
  // The drop waits anyway, or somebody has waited: nobody blocks longer.
  const bool Waits =
      D.Type.Drop == Consequence::Blocks ||
      llvm::all_of(D.Drops, [](const HandleDrop &Drop) { return Drop.Joined; });
  if (Waits && !letsNothingOut(Where) &&
      StringRef(Row->Block).starts_with("{h}.") &&
      !StringRef(Row->Block).contains("{::")) {
    Tier = FixTier::Safe;
    return fmt::format("{}{};", Name.str(), Row->Block.substr(3));
  }
  return "";
}

namespace {

/// What can be written for a handle.
struct Choice {
  Choice(const Unawaited &U, TaskModel &Model);

  bool Sure = false;
  bool CanAwait = false;
  StringRef Member;
  const CallExpr *Made = nullptr;
  /// Nothing names it.
  bool Unnamed = false;
  /// `auto units = get_units(s);`: what was meant is the value.
  bool ValueMeant = false;
  /// Nothing ran yet: it may as well be awaited where it is made.
  bool Early = false;
  /// The statement that waits before the exits; empty where there is none.
  std::string Wait;
  FixTier Tier = FixTier::Suggest;

  /// The wait comes before all other fixes.
  bool waitsFirst() const {
    return !Wait.empty() && !(CanAwait && Early) && !ValueMeant;
  }
};

} // namespace

Choice::Choice(const Unawaited &U, TaskModel &Model) {
  const DroppedHandle &D = U.Handle;
  const TrackedHandle &H = *D.Handle;
  const auto *Var = dyn_cast<VarDecl>(H.Decl);
  Sure = !U.Where.Instantiated && D.Type.Record && !H.Many && !H.Closure &&
         !H.Owner && H.Scope && !H.Decl->getName().empty();
  CanAwait = Sure && canAwait(U.Where,
                              Var ? Var->getType().getNonReferenceType()
                                  : H.Decl->getType(),
                              D.Type, Model);
  if (Sure && !CanAwait)
    Member = awaitableMember(D.Type, U.Where, Model);
  Made = dyn_cast_or_null<CallExpr>(D.Made);
  Unnamed = D.isLeftAlone() && D.Uses.empty() && Made && Var &&
            !isa<DecompositionDecl>(H.Scope);
  ValueMeant = CanAwait && Unnamed && Var->getType()->getContainedAutoType() &&
               yieldsValue(Made->getType());
  Early = Unnamed && D.Type.Starts == Start::Lazy;
  // Where another path comes with the handle moved away, nothing may be waited
  // for.
  if (Sure && llvm::all_of(D.Drops, [](const HandleDrop &Drop) {
        return Drop.What == HandleDrop::How::EndOfScope && Drop.Always;
      }))
    Wait =
        waitText(D, H.Decl->getNameAsString(), U.Where, CanAwait, Member, Tier);
}

static bool shareAnExit(const Unawaited &A, const Unawaited &B) {
  return llvm::any_of(A.Handle.Drops, [&](const HandleDrop &Drop) {
    return llvm::any_of(B.Handle.Drops, [&](const HandleDrop &Other) {
      return Other.At == Drop.At;
    });
  });
}

/// The handles of \p All that one fix waits for together with \p U, in the
/// order in which they are declared.
static std::vector<const Unawaited *>
waitedWith(const Unawaited &U, ArrayRef<Unawaited> All, TaskModel &Model) {
  llvm::SmallPtrSet<const Unawaited *, 4> Together = {&U};
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (const Unawaited &Each : All)
      if (!Together.contains(&Each) &&
          llvm::any_of(
              Together,
              [&](const Unawaited *In) { return shareAnExit(*In, Each); }) &&
          Choice(Each, Model).waitsFirst())
        Grown |= Together.insert(&Each).second;
  }
  std::vector<const Unawaited *> Result;
  for (const Unawaited &Each : All)
    if (Together.contains(&Each))
      Result.push_back(&Each);
  return Result;
}

/// `'a' and 'b'`.
static std::string namesOf(ArrayRef<const Unawaited *> Handles) {
  std::string Text;
  for (const Unawaited *Each : Handles)
    Text += fmt::format(
        "{}'{}'", Text.empty() ? "" : (Each == Handles.back() ? " and " : ", "),
        Each->Handle.Handle->Decl->getNameAsString());
  return Text;
}

/// Waits for each of \p Handles before the exits that drop it.
static std::optional<Fix> waitBefore(ArrayRef<const Unawaited *> Handles,
                                     const Stmt &Body, TaskModel &Model) {
  std::vector<ExitWait> Exits;
  FixTier Tier = FixTier::Safe;
  bool Awaits = true, Moves = false;
  for (const Unawaited *Each : Handles) {
    const Choice C(*Each, Model);
    if (C.Tier == FixTier::Suggest)
      Tier = FixTier::Suggest;
    Awaits &= C.CanAwait || !C.Member.empty();
    Moves |= StringRef(C.Wait).contains("std::move");
    for (const HandleDrop &Drop : Each->Handle.Drops) {
      auto Known = llvm::find_if(
          Exits, [&](const ExitWait &E) { return E.At == Drop.At; });
      if (Known == Exits.end())
        Known = Exits.insert(Exits.end(), ExitWait{Drop.At, {}});
      Known->Statements.push_back(C.Wait);
    }
  }
  auto F = waitBeforeExits(
      Exits, Body,
      fmt::format("{} {} before {} dropped", Awaits ? "await" : "wait for",
                  namesOf(Handles), Handles.size() == 1 ? "it is" : "they are"),
      Tier, Model.context());
  if (F && Moves)
    F->Include = "<utility>";
  return F;
}

/// `if (c) co_await t;`, where the other branch drops it: the wait without the
/// condition.
static std::optional<Fix> waitOnBothBranches(const Unawaited &U,
                                             const Choice &C, const Stmt &Body,
                                             TaskModel &Model) {
  const DroppedHandle &D = U.Handle;
  if (!C.Sure || D.Drops.size() != 1 || D.Drops.front().Way.size() != 1 ||
      D.Drops.front().What != HandleDrop::How::EndOfScope)
    return std::nullopt;
  const BranchTaken &Branch = D.Drops.front().Way.front();
  const auto *If = dyn_cast<IfStmt>(Branch.Condition);
  if (!If || Branch.Outcome)
    return std::nullopt;
  const Stmt *Then = If->getThen();
  if (const auto *Block = dyn_cast<CompoundStmt>(Then);
      Block && Block->size() == 1)
    Then = Block->body_front();
  const auto *Value = dyn_cast<Expr>(Then);
  const Expr *Wait = Value ? Value->IgnoreUnlessSpelledInSource() : nullptr;
  const Expr *Handle = nullptr;
  if (const auto *Await = dyn_cast_or_null<CoawaitExpr>(Wait)) {
    Handle = makerOf(*Await->getOperand());
    if (const auto *Call = dyn_cast<CallExpr>(Handle);
        Call && Call->isCallToStdMove())
      Handle = Call->getArg(0);
  } else if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Wait);
             Call && Call->getMethodDecl() &&
             D.Type.Drop == Consequence::Terminates && D.Type.Row &&
             llvm::is_contained(D.Type.Row->Join,
                                Call->getMethodDecl()->getNameAsString())) {
    Handle = Call->getImplicitObjectArgument();
  }
  const auto *Ref =
      Handle ? dyn_cast<DeclRefExpr>(Handle->IgnoreParenImpCasts()) : nullptr;
  if (!Ref || Ref->getDecl() != D.Handle->Decl)
    return std::nullopt;
  return waitAlways(*If, *Wait, Body,
                    fmt::format("{} '{}' whatever the condition says",
                                isa<CoawaitExpr>(Wait) ? "await" : "wait for",
                                D.Handle->Decl->getNameAsString()),
                    Model.context());
}

llvm::SmallVector<Fix, 4> remediesForUnawaited(const Unawaited &U,
                                               ArrayRef<Unawaited> All,
                                               const Stmt &Body,
                                               TaskModel &Model) {
  llvm::SmallVector<Fix, 4> Fixes;
  const DroppedHandle &D = U.Handle;
  const TrackedHandle &H = *D.Handle;
  const Choice C(U, Model);
  if (C.ValueMeant)
    if (auto F =
            awaitCall(*C.Made, *C.Made, calleeName(*C.Made), Model.context()))
      Fixes.push_back(std::move(*F));
  if (C.waitsFirst()) {
    const auto Together = waitedWith(U, All, Model);
    auto F = waitBefore(Together, Body, Model);
    if (F && Together.front() != &U) {
      Fixes.push_back(advice(fmt::format("the fix for {} waits for it as well",
                                         namesOf(Together.front()))));
      return Fixes;
    }
    if (!F && Together.size() > 1)
      F = waitBefore(&U, Body, Model);
    if (F)
      Fixes.push_back(std::move(*F));
  } else if (!C.Wait.empty() && !(C.CanAwait && C.Early)) {
    if (auto F = waitBefore(&U, Body, Model))
      Fixes.push_back(std::move(*F));
  }
  if (Fixes.empty())
    if (auto F = waitOnBothBranches(U, C, Body, Model))
      Fixes.push_back(std::move(*F));
  // What nothing names may as well have no name.
  if (C.Sure && C.Unnamed && D.Type.Drop != Consequence::Blocks &&
      !cast<VarDecl>(H.Decl)->getType()->isReferenceType()) {
    Place Instead = U.Where;
    Instead.How = Discard::Placeholder;
    for (Fix &F : remediesForDrop(*C.Made, D.Type, Instead, Model))
      if (F.Tier != FixTier::Display &&
          (F.Family != FixFamily::Await || Fixes.empty()))
        Fixes.push_back(std::move(F));
    if (C.CanAwait)
      if (auto F = joinSiblings(*C.Made, D.Type, Instead, Model))
        Fixes.push_back(std::move(*F));
  }
  if (Fixes.empty() && C.CanAwait && !C.Wait.empty())
    if (auto F = waitBefore(&U, Body, Model))
      Fixes.push_back(std::move(*F));
  if (Fixes.empty())
    Fixes.push_back(advice(
        H.Owner ? "join it on every path, before its scope ends"
        : D.isLeftAlone()
            ? "await it, return it, or give it to an owner that outlives "
              "this function"
            : "await it on every path, or give it to an owner that "
              "outlives this function"));
  return Fixes;
}

} // namespace holdfast
