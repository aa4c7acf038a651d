// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/UnawaitedRemedies.h"

#include "checks/Names.h"
#include "checks/Owners.h"
#include "checks/Remedies.h"
#include "checks/Siblings.h"
#include "fixits/AwaitCall.h"
#include "fixits/WaitBeforeExit.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

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

static std::optional<Fix> waitBefore(const DroppedHandle &D, const Place &Where,
                                     const Stmt &Body, bool CanAwait,
                                     StringRef Member, TaskModel &Model) {
  llvm::SmallVector<const Stmt *, 4> Exits;
  for (const HandleDrop &Drop : D.Drops) {
    // Where another path comes with the handle moved away, nothing may be
    // waited for.
    if (Drop.What != HandleDrop::How::EndOfScope || !Drop.Always)
      return std::nullopt;
    Exits.push_back(Drop.At);
  }
  const std::string Name = D.Handle->Decl->getNameAsString();
  FixTier Tier;
  const std::string Text = waitText(D, Name, Where, CanAwait, Member, Tier);
  if (Text.empty())
    return std::nullopt;
  auto F = waitBeforeExits(
      Exits, Body, Text,
      fmt::format("{} '{}' before it is dropped",
                  CanAwait || !Member.empty() ? "await" : "wait for", Name),
      Tier, Model.context());
  if (F && StringRef(Text).contains("std::move"))
    F->Include = "<utility>";
  return F;
}

llvm::SmallVector<Fix, 4> remediesForUnawaited(const DroppedHandle &D,
                                               const Place &Where,
                                               const Stmt &Body,
                                               TaskModel &Model) {
  llvm::SmallVector<Fix, 4> Fixes;
  const TrackedHandle &H = *D.Handle;
  const auto *Var = dyn_cast<VarDecl>(H.Decl);
  const bool Sure = !Where.Instantiated && D.Type.Record && !H.Many &&
                    !H.Closure && !H.Owner && H.Scope &&
                    !H.Decl->getName().empty();
  const bool CanAwait =
      Sure &&
      canAwait(Where,
               Var ? Var->getType().getNonReferenceType() : H.Decl->getType(),
               D.Type, Model);
  const StringRef Member =
      Sure && !CanAwait ? awaitableMember(D.Type, Where, Model) : "";
  const auto *Made =
      D.Made && isa<CallExpr>(D.Made) ? cast<CallExpr>(D.Made) : nullptr;
  const bool Unnamed = D.isLeftAlone() && D.Uses.empty() && Made && Var &&
                       !isa<DecompositionDecl>(H.Scope);
  // `auto units = get_units(s);`: what was meant is the value.
  if (CanAwait && Unnamed && Var->getType()->getContainedAutoType() &&
      yieldsValue(Made->getType()))
    if (auto F = awaitCall(*Made, *Made, calleeName(*Made), Model.context()))
      Fixes.push_back(std::move(*F));
  const bool Early = Unnamed && D.Type.Starts == Start::Lazy;
  if (Sure && !(CanAwait && Early))
    if (auto F = waitBefore(D, Where, Body, CanAwait, Member, Model))
      Fixes.push_back(std::move(*F));
  // What nothing names may as well have no name.
  if (Sure && Unnamed && D.Type.Drop != Consequence::Blocks &&
      !Var->getType()->isReferenceType()) {
    Place Instead = Where;
    Instead.How = Discard::Placeholder;
    for (Fix &F : remediesForDrop(*Made, D.Type, Instead, Model))
      if (F.Tier != FixTier::Display &&
          (F.Family != FixFamily::Await || Fixes.empty()))
        Fixes.push_back(std::move(F));
    if (CanAwait)
      if (auto F = joinSiblings(*Made, D.Type, Instead, Model))
        Fixes.push_back(std::move(*F));
  }
  if (Fixes.empty() && Sure && CanAwait)
    if (auto F = waitBefore(D, Where, Body, CanAwait, Member, Model))
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
