// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/DiscardedTaskCheck.h"

#include "checks/HandleOrigin.h"
#include "checks/Marks.h"
#include "checks/Message.h"
#include "checks/Names.h"
#include "checks/Remedies.h"
#include "checks/Sinks.h"
#include "fixits/SourceGuards.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

void DiscardedTaskCheck::reportDrop(const Expr &E, const TaskType &T,
                                    const Place &Where, std::string Message) {
  Report R;
  R.Loc = E.getBeginLoc();
  R.Range = E.getSourceRange();
  R.Message = std::move(Message);
  R.Facts.Function = calleeName(E);
  R.Facts.Type = T.Name;
  R.Facts.Library = T.Library;
  R.Facts.What = T.Drop;
  R.Facts.Errors = T.Errors;
  R.Fixes = remediesForDrop(E, T, Where, model());
  report(std::move(R));
}

/// True if \p E calls a parameter of deduced type with which the function does
/// nothing else.
static bool isGivenCallable(const Expr &E, TaskModel &Model) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call)
    return false;
  const ParmVarDecl *Param = deducedParameter(calledBy(*Call));
  return Param && onlyCallsAndDiscards(*Param, Model);
}

void DiscardedTaskCheck::redundant(SourceRange Range, std::string Message,
                                   SourceRange Removed, StringRef Title) {
  Report R;
  R.Loc = Range.getBegin();
  R.Range = Range;
  R.Message = std::move(Message);
  const auto Text =
      Removed.isValid() ? editableRange(Removed, ast()) : std::nullopt;
  if (Text && !losesText(*Text, ast())) {
    Fix F;
    F.Title = Title.str();
    F.Tier = FixTier::Safe;
    F.Family = FixFamily::Await;
    F.Edits.push_back(FixItHint::CreateRemoval(*Text));
    R.Fixes.push_back(std::move(F));
  }
  report(std::move(R));
}

void DiscardedTaskCheck::redundantDiscard(const Expr &E, const Place &Where) {
  auto Says = [&](StringRef What) {
    return fmt::format("{} says nothing: somebody owns the task that '{}' "
                       "returns",
                       What.str(), calleeName(E));
  };
  const auto *Whole = dyn_cast<Expr>(Where.Whole);
  if (!Whole)
    return redundant(Where.Whole->getSourceRange(),
                     Says("the variable that nothing uses"), {}, "");
  Whole = Whole->IgnoreUnlessSpelledInSource();
  if (const auto *Cast = dyn_cast<CStyleCastExpr>(Whole))
    return redundant(Cast->getSourceRange(), Says("the cast to void"),
                     {Cast->getLParenLoc(), Cast->getRParenLoc()},
                     "remove '(void)'");
  if (const auto *Ignored = dyn_cast<CXXOperatorCallExpr>(Whole);
      Ignored && Ignored->getOperator() == OO_Equal)
    return redundant(Ignored->getSourceRange(), Says("std::ignore"),
                     {Ignored->getBeginLoc(), Ignored->getOperatorLoc()},
                     "remove 'std::ignore ='");
  redundant(Whole->getSourceRange(), Says("the cast to void"), {}, "");
}

void DiscardedTaskCheck::onMarked(const NamedDecl &D) {
  const auto P = problemOf(D, model());
  if (!P || (P->Redundant && !options().ReportRedundantIntent))
    return;
  Report R;
  R.Loc = ast().getSourceManager().getExpansionLoc(P->Loc);
  R.Message = P->Message;
  R.Facts.Type = displayName(D);
  report(std::move(R));
}

void DiscardedTaskCheck::onDiscard(const Expr &E, const Place &Where) {
  if (options().ReportRedundantIntent && !Where.Instantiated &&
      isRedundantDiscard(E, Where, model()))
    return redundantDiscard(E, Where);
  if (Where.How == Discard::Silent && Where.MeantToThrow)
    return;
  if (Where.How != Discard::Silent &&
      options().ExplicitDiscard == ExplicitDiscardPolicy::Allow)
    return;
  // `std::move(t);` moves nothing: the handle stays where it is.
  if (const auto *Call = dyn_cast<CallExpr>(&E);
      Call && Call->isCallToStdMove())
    return;
  if (const auto *New = dyn_cast<CXXNewExpr>(&E))
    return allocated(*New, Where);
  if (!isa<CallExpr, CXXConstructExpr, CoawaitExpr>(E))
    return;
  const auto T = model().classifyValue(E);
  if (!T)
    return discardedSelf(E, Where);
  // `f()` in a template that only calls what it is given: the line that gave it
  // a coroutine is wrong, and holdfast-task-returning-callback reports it.
  if (Where.Instantiated && !T->Holder && isGivenCallable(E, model()))
    return;
  std::string Variable;
  if (Where.How == Discard::Placeholder) {
    // Its name keeps it alive to the end of the block, which is enough for a
    // handle whose destructor joins.
    if (T->Row && T->Row->TemporaryOnly)
      return;
    const auto *Declared = cast<DeclStmt>(Where.Whole);
    for (const Decl *D : Declared->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        Variable = Var->getNameAsString();
    // Work that its handle cancels runs as long as the variable lives, which is
    // what such a variable is for, unless its name says that it is for nothing.
    if (Variable != "_" && (T->Drop == Consequence::Cancels ||
                            T->Drop == Consequence::CancelsBlocks))
      return;
  }
  const std::string Producer = calleeName(E);
  reportDrop(E, *T, Where,
             fmt::format("{} {}; {}", subjectText(E, *T, Producer, ast()),
                         discardText(Where.How, Variable, T->Holder),
                         consequenceText(*T, Producer, Where.How)));
}

/// True if \p Method only looks at a handle of type \p T, so that a temporary
/// handle dies unconsumed after it.
static bool onlyLooks(const CXXMethodDecl &Method, const TaskType &T) {
  if (isa<CXXConversionDecl>(Method))
    return Method.getReturnType()->isBooleanType() &&
           T.From == Origin::Catalogue;
  if (!Method.getDeclName().isIdentifier() ||
      Method.getRefQualifier() == RQ_RValue)
    return false;
  const StringRef Name = Method.getName();
  if (T.Row)
    for (const auto *Words : {&T.Row->Observe, &T.Row->Join, &T.Row->Detach,
                              &T.Row->Release, &T.Row->Chain})
      if (llvm::is_contained(*Words, Name))
        return false;
  static constexpr llvm::StringLiteral Looks[] = {
      "valid",    "done", "is_done", "ready", "is_ready", "isReady",
      "joinable", "id",   "get_id",  "name",  "state",    "status"};
  return llvm::is_contained(Looks, Name);
}

void DiscardedTaskCheck::onCall(const Expr &E, const Place &Where) {
  if (const Expr *Owned = options().ReportRedundantIntent && !Where.Instantiated
                              ? ownedArgument(E, model())
                              : nullptr)
    redundant(E.getSourceRange(),
              fmt::format("'{}' lets go of nothing: somebody owns the task "
                          "that '{}' returns",
                          calleeName(E), calleeName(*Owned)),
              {}, "");
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return;
  const Expr *Object =
      Call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
  if (!isa<CallExpr, CXXConstructExpr>(Object))
    return;
  const auto T = model().classifyValue(*Object);
  if (!T || T->Holder || !onlyLooks(*Method, *T))
    return;
  droppedAfter(*Object, *T, *Method, Where);
}

/// `new std::thread(f);`: nobody can join it any more.
void DiscardedTaskCheck::allocated(const CXXNewExpr &New, const Place &Where) {
  auto T = model().classify(New.getAllocatedType());
  // Placement: whoever gave the memory has the pointer.
  if (!T || T->Holder || !startsWithValue(New) ||
      (New.getOperatorNew() &&
       New.getOperatorNew()->isReservedGlobalPlacementOperator()))
    return;
  T->Drop = Consequence::Leaks;
  Place NoFix = Where;
  NoFix.Instantiated = true;
  reportDrop(New, *T, NoFix,
             fmt::format("the only pointer to a new '{}' {}; nobody can join "
                         "it, and it is leaked",
                         T->Name, discardText(Where.How, "", false)));
}

/// `f().on_done(g);` where on_done returns the handle itself: the temporary
/// that f returned dies at the semicolon.
void DiscardedTaskCheck::discardedSelf(const Expr &E, const Place &Where) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !E.isLValue() || !model().classify(E.getType()))
    return;
  const Expr *Object =
      Call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
  if (!isa<CallExpr>(Object) ||
      recordOf(Object->getType()) != recordOf(E.getType()))
    return;
  if (const auto T = model().classifyValue(*Object))
    droppedAfter(*Object, *T, *Method, Where);
  else
    discardedSelf(*Object, Where);
}

void DiscardedTaskCheck::droppedAfter(const Expr &Object, const TaskType &T,
                                      const CXXMethodDecl &Method,
                                      const Place &Where) {
  const std::string Producer = calleeName(Object);
  // There is no fix: what the member was called for is needed.
  Place NoFix = Where;
  NoFix.Instantiated = true;
  reportDrop(Object, T, NoFix,
             fmt::format("{} is dropped after '{}'; {}",
                         subjectText(Object, T, Producer, ast()),
                         Method.getNameAsString(),
                         consequenceText(T, Producer)));
}

} // namespace holdfast
