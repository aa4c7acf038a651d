// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/FailFastGroupInLoopCheck.h"

#include "checks/Loops.h"
#include "checks/Names.h"
#include "checks/Owners.h"
#include "checks/Tokens.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace clang::tidy {

llvm::ArrayRef<std::pair<holdfast::FeedingLoops, llvm::StringRef>>
OptionEnumMapping<holdfast::FeedingLoops>::getEnumMapping() {
  using holdfast::FeedingLoops;
  static constexpr std::pair<FeedingLoops, llvm::StringRef> Words[] = {
      {FeedingLoops::Off, "off"},
      {FeedingLoops::Endless, "endless"},
      {FeedingLoops::All, "all"}};
  return Words;
}

} // namespace clang::tidy

namespace holdfast {

static constexpr llvm::StringLiteral FeedingLoopsKey = "Loops";

FailFastGroupInLoopCheck::FailFastGroupInLoopCheck(
    StringRef Name, tidy::ClangTidyContext *Context)
    : TaskCheck(Name, Context),
      Loops(Options.get(FeedingLoopsKey, FeedingLoops::Off)) {}

void FailFastGroupInLoopCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Map) {
  TaskCheck::storeOptions(Map);
  Options.store(Map, FeedingLoopsKey, Loops);
}

namespace {

/// True if \p Group is declared in \p Loop, so that each turn has its own.
bool livesIn(const ValueDecl *Group, const Stmt &Loop,
             const SourceManager &SM) {
  const auto *Var = dyn_cast_or_null<VarDecl>(Group);
  return Var && Var->isLocalVarDecl() &&
         !SM.isBeforeInTranslationUnit(Var->getLocation(),
                                       Loop.getBeginLoc()) &&
         SM.isBeforeInTranslationUnit(Var->getLocation(), Loop.getEndLoc());
}

/// True if \p Loop calls a member of \p Group that waits for it or ends it.
bool isJoinedIn(const Stmt &Loop, const ValueDecl *Group) {
  bool Joined = false;
  forEachWithin(&Loop, [&](const Stmt &S) {
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S))
      Joined |= Group && Call->getMethodDecl() &&
                namedObject(*Call->getImplicitObjectArgument()) == Group &&
                mentions(Call->getCallee(), {"wait", "join", "drain"});
    return !Joined;
  });
  return Joined;
}

bool awaitsSomething(const Stmt &Loop) {
  bool Found = false;
  forEachWithin(&Loop, [&](const Stmt &S) {
    Found |= awaited(S) != nullptr;
    return !Found;
  });
  return Found;
}

/// Names an owner of the same library whose children fail alone, where there is
/// one.
std::string adviceFor(const catalogue::OwnerRow &Row) {
  for (const catalogue::OwnerRow &Other : Row.Lib->Owners)
    if (!Other.FailFast)
      return fmt::format(
          "give it to a {}, whose children fail alone, or let it "
          "keep its exceptions",
          Row.Lib->qualify(Other.Type).front().substr(2));
  return "let the child keep its exceptions, or give each turn a group of its "
         "own";
}

/// The loop around \p Where in which one failing child does harm.
const Stmt *serviceLoop(const Place &Where, const ASTContext &Ctx,
                        FeedingLoops Which) {
  for (const Stmt *Loop : loopsAround(Where))
    if (isEndless(*Loop, Ctx) ||
        (Which == FeedingLoops::All && runsUntilToldToStop(*Loop, Ctx) &&
         awaitsSomething(*Loop)))
      return Loop;
  return nullptr;
}

} // namespace

void FailFastGroupInLoopCheck::onCall(const Expr &E, const Place &Where) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  if (Loops == FeedingLoops::Off || !Call || Call->getNumArgs() == 0)
    return;
  const auto *Row = ownerGivenTo(*Call, model().rows());
  if (!Row || !Row->FailFast)
    return;
  const Stmt *Loop = serviceLoop(Where, ast(), Loops);
  if (!Loop)
    return;
  const ValueDecl *Group = namedObject(*Call->getImplicitObjectArgument());
  if (livesIn(Group, *Loop, ast().getSourceManager()) ||
      isJoinedIn(*Loop, Group))
    return;
  const Expr *Child = lastArgument(*Call);
  const FunctionDecl *Started = Child ? startedBy(*Child) : nullptr;
  if (Started && Started->hasBody() && keepsItsExceptions(Started->getBody()))
    return;

  Report R;
  R.Loc = Call->getBeginLoc();
  R.Range = Call->getSourceRange();
  R.Facts.Function = calleeName(*Call);
  R.Facts.Type = displayName(*classCalledOn(*Call));
  R.Facts.Library = Row->Lib->Id;
  const std::string Name =
      Group ? fmt::format("'{}'", Group->getNameAsString()) : "a group";
  R.Message = fmt::format("{} is fed from a loop without end and is fail-fast; "
                          "the exception of one "
                          "child cancels the others and ends the loop ({})",
                          Name, R.Facts.Type);
  R.Fixes.push_back(advice(adviceFor(*Row)));
  report(std::move(R));
}

} // namespace holdfast
