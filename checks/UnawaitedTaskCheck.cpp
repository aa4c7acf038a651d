// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/UnawaitedTaskCheck.h"

#include "checks/Cost.h"
#include "checks/HandleOrigin.h"
#include "checks/HandleWords.h"
#include "checks/MemberHandles.h"
#include "checks/Message.h"
#include "checks/Names.h"
#include "checks/TrackedHandles.h"
#include "checks/UnawaitedMessage.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

void UnawaitedTaskCheck::onVariable(const VarDecl &Var, const Place &Where) {
  // Types are known in the instantiations of a template.
  if (!Where.Function || Where.Function->isDependentContext() ||
      !Var.hasLocalStorage() || Var.isImplicit() || isPlaceholder(Var))
    return;
  for (TrackedHandle &H : handlesIn(Var, model()))
    Open[Where.Function].push_back(
        {std::move(H), Where.Whole, Where.Path.vec()});
}

/// The member that \p E puts a handle into or takes it out of, by an assignment
/// or by a word of its container.
static const FieldDecl *changedMember(const Expr &E) {
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&E))
    return Op->getOperator() == OO_Equal ? ownMember(*Op->getArg(0)) : nullptr;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier())
    return nullptr;
  switch (holderWord(Method->getName())) {
  case HolderWord::Adds:
  case HolderWord::Replaces:
    return ownMember(*Call->getImplicitObjectArgument());
  default:
    return nullptr;
  }
}

void UnawaitedTaskCheck::onCall(const Expr &E, const Place &Where) {
  if (!Where.Function || Where.Function->isDependentContext())
    return;
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    judgeArguments(*Call);
  const FieldDecl *Field = changedMember(E);
  if (!Field)
    return;
  auto H = handleIn(*Field, model());
  if (!H)
    return;
  Members[Field] = true;
  std::vector<Candidate> &Here = Open[Where.Function];
  if (llvm::none_of(Here,
                    [&](const Candidate &C) { return C.Handle.Decl == Field; }))
    Here.push_back({std::move(*H), nullptr, {}});
}

CalleeSummaries &UnawaitedTaskCheck::callees() {
  if (!Callees)
    Callees = std::make_unique<CalleeSummaries>(model());
  return *Callees;
}

void UnawaitedTaskCheck::judgeArguments(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !F->hasBody())
    return;
  const unsigned Object =
      isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(F) ? 1 : 0;
  for (unsigned I = Object; I < Call.getNumArgs(); ++I) {
    const auto *Made = dyn_cast<CallExpr>(makerOf(*Call.getArg(I)));
    if (!Made || Made->isCallToStdMove() || !makesLiveHandle(*Made, model()))
      continue;
    const auto T = model().classifyValue(*Made);
    if (!T || T->Holder || (T->Record && isCopyable(*T->Record)) ||
        !callees().ignores(*F, I - Object))
      continue;
    Report R;
    R.Loc = Made->getBeginLoc();
    R.Range = Made->getSourceRange();
    R.Facts.Function = calleeName(*Made);
    R.Facts.Type = T->Name;
    R.Facts.Library = T->Library;
    R.Facts.What = T->Drop;
    R.Facts.Errors = T->Errors;
    R.Message = givenAwayText(*Made, *T, *F, ast());
    R.Fixes.push_back(advice("await it, or give it an owner"));
    report(std::move(R));
  }
}

void UnawaitedTaskCheck::onFunction(const FunctionDecl &F, const Place &Where) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F);
      Constructor && !F.isDependentContext())
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten() && Init->getMember() &&
          handleIn(*Init->getMember(), model()))
        Members[Init->getMember()] = true;
  const auto It = Open.find(&F);
  if (It == Open.end())
    return;
  const std::vector<Candidate> Candidates = std::move(It->second);
  Open.erase(It);
  judge(F, Where, Candidates);
}

void UnawaitedTaskCheck::judgeMember(const FieldDecl &Field) {
  const auto Forgotten = forgottenMember(Field, model(), callees());
  if (!Forgotten)
    return;
  TaskType T = Forgotten->Handle.Type;
  if (const auto Made = model().classifyValue(*Forgotten->Made);
      Made && !Forgotten->Handle.Many)
    T = *Made;
  Report R;
  R.Loc = Field.getLocation();
  R.Range = SourceRange(R.Loc);
  R.Facts.Function = isa<CallExpr, CXXConstructExpr>(Forgotten->Made)
                         ? calleeName(*Forgotten->Made)
                         : Field.getNameAsString();
  R.Facts.Type = T.Name;
  R.Facts.Library = T.Library;
  R.Facts.What = T.Drop;
  R.Facts.Errors = T.Errors;
  R.Message = forgottenText(Field, T, R.Facts.Function);
  R.Notes.push_back({Forgotten->Made->getBeginLoc(), "it is made here"});
  R.Fixes.push_back(
      advice("await it or join it before the object is destroyed"));
  report(std::move(R));
}

void UnawaitedTaskCheck::atEnd() {
  for (const auto &[Field, _] : Members)
    judgeMember(*Field);
  Members.clear();
  Open.clear();
  Callees.reset();
}

void UnawaitedTaskCheck::noteSpentBudget(const FunctionDecl &F) {
  UnitCost *Cost = unitCost();
  if (!Cost)
    return;
  const PresumedLoc At =
      ast().getSourceManager().getPresumedLoc(F.getLocation());
  if (At.isValid())
    Cost->Spent.push_back({getID().str(), F.getQualifiedNameAsString(),
                           At.getFilename(), At.getLine()});
}

void UnawaitedTaskCheck::judge(const FunctionDecl &F, const Place &Where,
                               ArrayRef<Candidate> Candidates) {
  const Stmt *Body = F.getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  if (!Body)
    return;
  std::vector<const TrackedHandle *> Handles;
  for (const Candidate &C : Candidates)
    Handles.push_back(&C.Handle);
  const HandleUses Uses(*Body, Handles, model(), callees(),
                        options().ExplicitDiscard ==
                            ExplicitDiscardPolicy::Allow);
  const auto Flow = HandleFlow::build(F, *Body, Handles, Uses, ast());
  if (!Flow)
    return;
  std::vector<Unawaited> All;
  for (const Candidate &C : Candidates) {
    const auto Drops = Flow->dropsOf(C.Handle, Uses);
    if (!Drops) {
      noteSpentBudget(F);
      break;
    }
    auto D = dropped(*Body, C, Uses, *Drops);
    if (!D)
      continue;
    Place At = Where;
    At.Path = C.Path;
    At.Whole = C.Whole;
    All.push_back({std::move(*D), At});
  }
  for (const Unawaited &Each : All)
    tell(Each, All, *Body);
}

/// The object whose get_future() \p E is; nullptr for any other expression.
static const ValueDecl *futureOf(const Expr &E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier() ||
      Method->getName() != "get_future")
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(
      Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
  return Ref ? Ref->getDecl() : nullptr;
}

/// `f = work.get_future();` where `f` has that future already: the second call
/// throws, so that nothing is overwritten. Source: [futures.task.members],
/// [futures.promise].
static bool throwsInstead(const HandleDrop &Drop) {
  const auto *Assignment = dyn_cast_or_null<Expr>(Drop.At);
  if (Drop.What != HandleDrop::How::Overwritten || !Drop.Made || !Assignment)
    return false;
  const auto *Operator =
      dyn_cast<CXXOperatorCallExpr>(Assignment->IgnoreUnlessSpelledInSource());
  if (!Operator || !Operator->isAssignmentOp())
    return false;
  const ValueDecl *First = futureOf(*originOf(*Drop.Made));
  return First && First == futureOf(*makerOf(*Operator->getArg(1)));
}

/// True if something in \p S is done with \p Work but to ask for its future.
static bool isRunIn(const Stmt &S, const ValueDecl &Work) {
  if (const auto *E = dyn_cast<Expr>(&S); E && futureOf(*E) == &Work)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    return Ref->getDecl() == &Work;
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && isRunIn(*Child, Work);
  });
}

/// The future of a local `packaged_task` that nobody runs: there is no work.
static bool nobodyRuns(const Expr &Made, const Stmt &Body) {
  const auto *Work = dyn_cast_or_null<VarDecl>(futureOf(Made));
  return Work && Work->hasLocalStorage() && !isa<ParmVarDecl>(Work) &&
         !Work->getType()->isReferenceType() && !isRunIn(Body, *Work);
}

bool UnawaitedTaskCheck::isReported(const TrackedHandle &H,
                                    ArrayRef<Mention> Uses,
                                    const HandleDrop &Drop, const Stmt &Body) {
  const bool Consumed = llvm::any_of(
      Uses, [](const Mention &M) { return M.What == HandleUse::Consume; });
  // How many tasks a container holds on a path is not known.
  if (H.Many && !H.Single && Consumed)
    return false;
  // Whoever has a name of the owner, or gave it a policy, may see to its end.
  if (H.Owner && H.Owner->Destructor == "cancels" &&
      llvm::any_of(Uses, [&](const Mention &M) {
        return M.What == HandleUse::Consume &&
               !StringRef(H.Owner->Join).contains("{o}." + M.Word + "(");
      }))
    return false;
  // Of a handle that can be copied, another one may be held elsewhere.
  if (H.Type.Record && isCopyable(*H.Type.Record) &&
      llvm::any_of(Uses, [&](const Mention &M) {
        return H.Many || M.What != HandleUse::Look || M.Ignored ||
               !M.Word.empty();
      }))
    return false;
  // What was put into a container of such objects tells whether they are
  // handles at all.
  if (H.Type.From == Origin::Named && H.Many && !H.Born) {
    const auto T =
        Drop.Made ? model().classifyValue(*originOf(*Drop.Made)) : std::nullopt;
    if (!T || T->From != Origin::Named)
      return false;
  }
  if (throwsInstead(Drop) ||
      (Drop.Made && nobodyRuns(*originOf(*Drop.Made), Body)))
    return false;
  // A promise's future is an event: there is no error but what somebody sets,
  // and the work is another's.
  if (Drop.Made)
    if (const auto T = model().classifyValue(*originOf(*Drop.Made));
        T && T->Errors == ErrorFate::None &&
        (Drop.Joined || T->Drop == Consequence::Detaches))
      return false;
  // `EXPECT_ANY_THROW(f.get());`: what decides is the macro's own business.
  if (!Drop.Way.empty() && llvm::all_of(Drop.Way, [](const BranchTaken &B) {
        return B.Condition->getBeginLoc().isMacroID();
      }))
    return false;
  // A test's macro gives up the whole test.
  return !isa<ReturnStmt, CoreturnStmt>(Drop.At) ||
         !Drop.At->getBeginLoc().isMacroID();
}

std::optional<DroppedHandle>
UnawaitedTaskCheck::dropped(const Stmt &Body, const Candidate &C,
                            const HandleUses &Uses,
                            ArrayRef<HandleDrop> Drops) {
  const TrackedHandle &H = C.Handle;
  const ArrayRef<Mention> Mentions = Uses.of(*H.Decl);
  DroppedHandle D;
  D.Handle = &H;
  D.Uses = Mentions;
  for (const HandleDrop &Drop : Drops)
    if (isReported(H, Mentions, Drop, Body))
      D.Drops.push_back(Drop);
  if (D.Drops.empty())
    return std::nullopt;
  D.Type = H.Type;
  if (const Expr *Made = D.Drops.front().Made) {
    D.Made = heldOrigin(*Made, model());
    if (const auto T = model().classifyValue(*D.Made);
        T && !T->Holder && !H.Closure)
      D.Type = *T;
  }
  return D;
}

void UnawaitedTaskCheck::tell(const Unawaited &U, ArrayRef<Unawaited> All,
                              const Stmt &Body) {
  const DroppedHandle &D = U.Handle;
  const TrackedHandle &H = *D.Handle;
  Report R;
  // A member's declaration may stand far away.
  R.Loc = H.Scope ? H.Decl->getLocation() : dropLocation(D.Drops.front());
  R.Range = SourceRange(R.Loc);
  R.Message = unawaitedText(D, ast());
  R.Facts.Function = producerOf(D);
  R.Facts.Type = D.Type.Name;
  R.Facts.Library = D.Type.Library;
  R.Facts.What = D.Type.Drop;
  R.Facts.Errors = D.Type.Errors;
  // What is left alone needs no way to its end.
  if (!D.isLeftAlone())
    for (const HandleDrop &Drop : ArrayRef(D.Drops).take_front(3)) {
      for (const BranchTaken &Branch : ArrayRef(Drop.Way).take_back(4))
        R.Notes.push_back({branchLocation(Branch), branchText(Branch)});
      R.Notes.push_back({dropLocation(Drop), dropText(Drop, H)});
    }
  R.Fixes = remediesForUnawaited(U, All, Body, model());
  report(std::move(R));
}

} // namespace holdfast
