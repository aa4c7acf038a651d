// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/UnboundedSpawnCheck.h"

#include "checks/Handlers.h"
#include "checks/Loops.h"
#include "checks/Names.h"
#include "checks/Owners.h"
#include "checks/Tokens.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace clang::tidy {

llvm::ArrayRef<std::pair<holdfast::SpawningLoops, llvm::StringRef>>
OptionEnumMapping<holdfast::SpawningLoops>::getEnumMapping() {
  using holdfast::SpawningLoops;
  static constexpr std::pair<SpawningLoops, llvm::StringRef> Words[] = {
      {SpawningLoops::Off, "off"},
      {SpawningLoops::Periodic, "periodic"},
      {SpawningLoops::All, "all"}};
  return Words;
}

} // namespace clang::tidy

namespace holdfast {

static constexpr llvm::StringLiteral LoopsKey = "Loops";

UnboundedSpawnCheck::UnboundedSpawnCheck(StringRef Name,
                                         tidy::ClangTidyContext *Context)
    : TaskCheck(Name, Context),
      Loops(Options.get(LoopsKey, SpawningLoops::Off)) {}

void UnboundedSpawnCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  TaskCheck::storeOptions(Map);
  Options.store(Map, LoopsKey, Loops);
}

namespace {

/// In whose name one of these occurs may be what bounds the loop.
constexpr StringRef BoundWords[] = {
    "semaphore", "acquire",     "limit",    "max",     "count",    "size",
    "flight",    "pending",     "busy",     "skip",    "drain",    "join",
    "slot",      "permit",      "capacity", "full",    "throttle", "quota",
    "budget",    "bound",       "progress", "ongoing", "backlog",  "num",
    "idle",      "outstanding", "empty"};

/// The same, unless it is what the loop goes on for: `while (running_)`.
constexpr StringRef StateWords[] = {"running", "active",   "done",
                                    "ready",   "finished", "complete"};

/// What a loop waits for in each turn.
enum class Pace { None, Timer, Accept };

/// What happens in a loop beside the spawn in question.
struct Turn {
  Pace By = Pace::None;
  /// It waits for something that the catalogue does not know.
  bool Other = false;
  bool Skips = false;
};

Pace paceOf(const Expr &E, const catalogue::Catalogue &Rows) {
  const FunctionDecl *F = isa<CallExpr>(E) ? calleeOf(E) : nullptr;
  if (!F || !F->getDeclName().isIdentifier())
    return Pace::None;
  const std::string Name = catalogueName(*F);
  if (Rows.isTimerWait(Name))
    return Pace::Timer;
  return Rows.isAcceptWait(Name) ? Pace::Accept : Pace::None;
}

/// A wait that every turn comes by: under no condition, in no inner loop.
void lookAt(const Stmt &S, const catalogue::Catalogue &Rows, bool EveryTurn,
            Turn &T) {
  forEachWithin(&S, [&](const Stmt &Part) {
    if (&Part != &S && (isLoop(Part) || isa<IfStmt, SwitchStmt>(Part))) {
      lookAt(Part, Rows, false, T);
      return false;
    }
    T.Skips |= isa<ContinueStmt>(Part) && !isLoop(S);
    if (const Expr *Operand = awaited(Part)) {
      const Pace P = paceOf(*Operand->IgnoreUnlessSpelledInSource(), Rows);
      T.Other |= P == Pace::None;
    }
    if (const auto *Call = dyn_cast<CallExpr>(&Part)) {
      const Pace P = paceOf(*Call, Rows);
      if (P != Pace::None && (!EveryTurn || (T.By != Pace::None && T.By != P)))
        T.Other = true;
      else if (P != Pace::None)
        T.By = P;
    }
    return true;
  });
}

bool isErrorCode(QualType T) {
  const CXXRecordDecl *R = recordOf(T.getNonReferenceType());
  return R && R->getDeclName().isIdentifier() && R->getName() == "error_code";
}

/// True if \p E asks for error codes and nothing else.
bool asksOnlyForErrors(const Expr *E) {
  bool Errors = false, Only = true;
  forEachWithin(E, [&](const Stmt &S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
      Errors |= isErrorCode(Ref->getType());
      Only &= isErrorCode(Ref->getType()) || isa<FunctionDecl>(Ref->getDecl());
    } else if (isa<CXXThisExpr>(S)) {
      Only = false;
    }
    return Only;
  });
  return Errors && Only;
}

/// The innermost loop around \p Where that goes on until it is told to stop,
/// unless the way from it to there depends on something.
const Stmt *loopWithoutCondition(const Place &Where, const ASTContext &Ctx) {
  for (const Stmt *Around : llvm::reverse(Where.Path)) {
    if (const auto *If = dyn_cast<IfStmt>(Around);
        If && !asksOnlyForErrors(If->getCond()))
      return nullptr;
    if (isa<SwitchStmt, AbstractConditionalOperator, CXXCatchStmt>(Around))
      return nullptr;
    if (const auto *Op = dyn_cast<BinaryOperator>(Around);
        Op && Op->isLogicalOp())
      return nullptr;
    if (isLoop(*Around) && runsUntilToldToStop(*Around, Ctx))
      return Around;
  }
  return nullptr;
}

} // namespace

std::optional<UnboundedSpawnCheck::Started>
UnboundedSpawnCheck::started(const CallExpr &Call) {
  const catalogue::Catalogue &Rows = model().rows();
  const auto Nth = [&](int Index) -> const Expr * {
    return Index >= 0 && static_cast<unsigned>(Index) < Call.getNumArgs()
               ? Call.getArg(Index)
               : nullptr;
  };
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (Member)
    if (const auto *Owner = ownerGivenTo(*Member, Rows))
      return Started{lastArgument(Call), Owner->Lib->Id};
  if (const auto *Row = spawnRowOf(Call, Rows)) {
    const auto Tok = tokenOf(Call, *Row, Rows);
    if (Tok && (Tok->Case ? Tok->Case->Detached
                          : judgeHandler(Tok->Innermost, ast()) !=
                                HandlerVerdict::Unknown))
      return Started{Nth(Row->TaskArg), Row->Lib->Id};
    if (Row->Sanctioned)
      return Started{lastArgument(Call), Row->Lib->Id};
    return std::nullopt;
  }
  if (const auto Passed = detachedThrough(Call, Rows))
    return Started{nullptr, Passed->Row->Lib->Id};
  const FunctionDecl *F = calleeOf(Call);
  if (!F || !F->getDeclName().isIdentifier() || !Rows.mayBeSpawn(F->getName()))
    return std::nullopt;
  const auto *Detacher = Rows.detacher(catalogueName(*F));
  if (!Detacher)
    return std::nullopt;
  return Started{Member ? Member->getImplicitObjectArgument()
                        : lastArgument(Call),
                 Detacher->Lib->Id};
}

void UnboundedSpawnCheck::onCall(const Expr &E, const Place &Where) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (Loops == SpawningLoops::Off || !Call || !Where.isInLoop())
    return;
  const Stmt *Loop = loopWithoutCondition(Where, ast());
  if (!Loop)
    return;
  const auto Start = started(*Call);
  if (!Start)
    return;
  Turn T;
  lookAt(*Loop, model().rows(), true, T);
  if (T.By == Pace::None || T.Other || T.Skips ||
      (T.By == Pace::Accept && Loops != SpawningLoops::All) ||
      mentions(Loop, BoundWords) || mentions(turnOf(*Loop), StateWords))
    return;
  if (const FunctionDecl *Work =
          Start->Work ? startedBy(*Start->Work) : nullptr;
      Work && Work->hasBody() &&
      (mentions(Work->getBody(), BoundWords) ||
       mentions(Work->getBody(), StateWords)))
    return;

  Report R;
  R.Loc = Call->getBeginLoc();
  R.Range = Call->getSourceRange();
  R.Facts.Function = calleeName(*Call);
  R.Facts.Library = Start->Library;
  R.Message =
      T.By == Pace::Timer
          ? fmt::format(
                "'{}' starts work at every tick of this loop and nothing "
                "bounds it; tasks pile up when the work takes longer "
                "than the period",
                R.Facts.Function)
          : fmt::format("'{}' starts work for every connection that this loop "
                        "accepts and nothing bounds it",
                        R.Facts.Function);
  R.Fixes.push_back(advice(
      T.By == Pace::Timer
          ? "await the work in the loop, or let holdfast::periodic() run it "
            "with "
            "an overlap policy"
          : "accept only while fewer than a limit of connections are served"));
  report(std::move(R));
}

} // namespace holdfast
