// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/UnawaitedMessage.h"

#include "checks/Message.h"
#include "checks/Names.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

bool DroppedHandle::isConsumedSomewhere() const {
  return llvm::any_of(
      Uses, [](const Mention &M) { return M.What == HandleUse::Consume; });
}

bool DroppedHandle::isLeftAlone() const {
  return Drops.size() == 1 && !isConsumedSomewhere() &&
         Drops.front().What == HandleDrop::How::EndOfScope &&
         !Drops.front().Joined;
}

/// What a caller is expected to do with a handle.
static const char *expected(const TaskType &T) {
  if (T.Coroutine || (T.Row && llvm::is_contained(T.Row->Observe, "co_await")))
    return "awaited";
  if (T.Row && T.Row->Observe.empty() && !T.Row->Join.empty())
    return "joined";
  return T.Starts == Start::Lazy ? "awaited" : "waited for";
}

/// `task returned by 'flush' is kept in 't'`.
static std::string keptText(const DroppedHandle &D, StringRef Producer,
                            ASTContext &Ctx) {
  const TrackedHandle &H = *D.Handle;
  const std::string Name = H.Decl->getNameAsString();
  if (H.Closure)
    return fmt::format("task moved into the closure '{}'", Name);
  if (H.Many)
    return fmt::format("tasks kept in '{}'", Name);
  if (D.Made && isa<CallExpr, CoawaitExpr>(D.Made))
    return fmt::format("{} is kept in '{}'",
                       subjectText(*D.Made, D.Type, Producer, Ctx), Name);
  if (D.Made && isa<CXXConstructExpr>(D.Made) &&
      recordOf(D.Made->getType()) == D.Type.Record)
    return fmt::format("task started by '{}' is kept in '{}'", D.Type.Name,
                       Name);
  return fmt::format("task is kept in '{}'", Name);
}

static std::string nameOfCallee(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && Method->getParent()->isLambda() ? "a lambda"
                                                   : F.getNameAsString();
}

/// What happens to it there: `, which nothing uses`.
static std::string lapseText(const DroppedHandle &D) {
  const TrackedHandle &H = *D.Handle;
  const HandleDrop &First = D.Drops.front();
  const std::string Verb = expected(D.Type);
  if (H.Closure)
    return ", which is never called";
  if (First.Joined)
    return D.isConsumedSomewhere()
               ? " and waited for, but not asked for its error on every path"
               : " and waited for, but nobody asks for its error";
  const char *Are = H.Many ? " are" : " and";
  switch (First.What) {
  case HandleDrop::How::Overwritten:
    return fmt::format("{} overwritten before {} {}", Are,
                       H.Many ? "they are" : "it is", Verb);
  case HandleDrop::How::Cleared:
    if (First.Ignored)
      return fmt::format("{} given to '{}', which ignores it", Are,
                         nameOfCallee(*First.Ignored));
    if (First.Word.empty() || First.Word == "operator=")
      return fmt::format("{} replaced by an empty one before {} {}", Are,
                         H.Many ? "they are" : "it is", Verb);
    return fmt::format("{} dropped by '{}' before {} {}", Are, First.Word,
                       H.Many ? "they are" : "it is", Verb);
  case HandleDrop::How::EndOfScope:
    break;
  }
  if (D.isConsumedSomewhere() || llvm::any_of(D.Uses, [](const Mention &M) {
        return M.What == HandleUse::Join;
      }))
    return fmt::format("{} not {} on every path", Are, Verb);
  if (H.Many)
    return fmt::format(" are never {}", Verb);
  for (const Mention &M : D.Uses)
    if (M.Ignored)
      return fmt::format(" and given to '{}', which ignores it",
                         nameOfCallee(*M.Ignored));
  for (const Mention &M : D.Uses)
    if (M.What == HandleUse::Look && !M.Word.empty())
      return fmt::format(", but only waited for with a time limit ('{}')",
                         M.Word);
  const bool Named = llvm::any_of(
      D.Uses, [](const Mention &M) { return M.What == HandleUse::Look; });
  return Named ? fmt::format(", but never {}", Verb) : ", which nothing uses";
}

std::string producerOf(const DroppedHandle &D) {
  return D.Made && isa<CallExpr, CXXConstructExpr>(D.Made)
             ? calleeName(*D.Made)
             : D.Handle->Decl->getNameAsString();
}

std::string unawaitedText(const DroppedHandle &D, ASTContext &Ctx) {
  const TrackedHandle &H = *D.Handle;
  const std::string Name = H.Decl->getNameAsString();
  if (H.Owner)
    return fmt::format("'{}' may be destroyed with tasks that nobody waited "
                       "for; the destructor of {} {}",
                       Name, H.Type.Name,
                       H.Owner->Destructor == "cancels" ? "cancels them"
                                                        : H.Owner->Destructor);
  const std::string Producer = producerOf(D);
  const HandleDrop &First = D.Drops.front();
  std::string Fate;
  if (First.Joined)
    Fate = errorText(D.Type.Errors);
  if (Fate.empty())
    Fate =
        consequenceText(D.Type, Producer,
                        D.isLeftAlone() ? Discard::Placeholder : Discard::Late);
  return fmt::format("{}{}; {}", keptText(D, Producer, Ctx), lapseText(D),
                     Fate);
}

std::string givenAwayText(const Expr &Made, const TaskType &T,
                          const FunctionDecl &To, ASTContext &Ctx) {
  const std::string Producer = calleeName(Made);
  return fmt::format("{} is given to '{}', which ignores it; {}",
                     subjectText(Made, T, Producer, Ctx), nameOfCallee(To),
                     consequenceText(T, Producer, Discard::InCallee));
}

std::string forgottenText(const FieldDecl &Field, const TaskType &T,
                          StringRef Producer) {
  return fmt::format(
      "task kept in the member '{}' is never {} by any function of '{}'; {}",
      Field.getNameAsString(), expected(T),
      Field.getParent()->getNameAsString(),
      consequenceText(T, Producer, Discard::Late));
}

SourceLocation dropLocation(const HandleDrop &Drop) {
  if (isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(Drop.At))
    return Drop.At->getBeginLoc();
  if (Drop.What == HandleDrop::How::EndOfScope)
    return Drop.At->getEndLoc();
  return Drop.At->getBeginLoc();
}

std::string dropText(const HandleDrop &Drop, const TrackedHandle &H) {
  const std::string Name = H.Decl->getNameAsString();
  switch (Drop.What) {
  case HandleDrop::How::Overwritten:
    return fmt::format("'{}' is overwritten here", Name);
  case HandleDrop::How::Cleared:
    if (Drop.Ignored)
      return fmt::format("'{}' ends in this call", Name);
    return fmt::format("'{}' is emptied here", Name);
  case HandleDrop::How::EndOfScope:
    break;
  }
  if (isa<ReturnStmt, CoreturnStmt>(Drop.At))
    return fmt::format("this return drops '{}'", Name);
  if (isa<BreakStmt, ContinueStmt, GotoStmt>(Drop.At))
    return fmt::format("this jump drops '{}'", Name);
  return fmt::format("'{}' goes out of scope here", Name);
}

SourceLocation branchLocation(const BranchTaken &Branch) {
  return Branch.Condition->getBeginLoc();
}

std::string branchText(const BranchTaken &Branch) {
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Branch.Condition))
    return Branch.Outcome ? "where this loop goes on" : "where this loop ends";
  return fmt::format("where this condition is {}",
                     Branch.Outcome ? "true" : "false");
}

} // namespace holdfast
