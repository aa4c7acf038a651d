// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/SwallowedCancellationCheck.h"

#include "checks/Loops.h"
#include "checks/Names.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace clang::tidy {

llvm::ArrayRef<std::pair<holdfast::CatchingLoops, llvm::StringRef>>
OptionEnumMapping<holdfast::CatchingLoops>::getEnumMapping() {
  using holdfast::CatchingLoops;
  static constexpr std::pair<CatchingLoops, llvm::StringRef> Words[] = {
      {CatchingLoops::Off, "off"}, {CatchingLoops::Endless, "endless"}};
  return Words;
}

} // namespace clang::tidy

namespace holdfast {

static constexpr llvm::StringLiteral CatchingLoopsKey = "Loops";

SwallowedCancellationCheck::SwallowedCancellationCheck(
    StringRef Name, tidy::ClangTidyContext *Context)
    : TaskCheck(Name, Context),
      Loops(Options.get(CatchingLoopsKey, CatchingLoops::Off)) {}

void SwallowedCancellationCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Map) {
  TaskCheck::storeOptions(Map);
  Options.store(Map, CatchingLoopsKey, Loops);
}

namespace {

/// In whose name one of these occurs may be what ends the loop.
constexpr StringRef EndWords[] = {
    "cancel",    "abort",   "stop",  "clos",      "shutdown",
    "shut_down", "quit",    "exit",  "terminate", "interrupt",
    "is_open",   "running", "alive", "rethrow"};

/// The class that \p Name, with its leading `::`, stands for in \p Ctx.
const CXXRecordDecl *classNamed(StringRef Name, const ASTContext &Ctx) {
  llvm::SmallVector<StringRef, 4> Parts;
  Name.drop_front(2).split(Parts, "::");
  const DeclContext *Scope = Ctx.getTranslationUnitDecl();
  for (const StringRef Part : Parts) {
    const auto Found = Scope->lookup(&Ctx.Idents.get(Part));
    const auto *Next =
        Found.empty() ? nullptr : dyn_cast<DeclContext>(Found.front());
    if (!Next)
      return nullptr;
    Scope = Next;
  }
  const auto *R = dyn_cast<CXXRecordDecl>(Scope);
  return R && R->hasDefinition() ? R->getDefinition() : nullptr;
}

enum class Fit { No, Yes, Unknown };

/// Does \p Handler catch each of \p Thrown?
Fit catches(const CXXCatchStmt &Handler,
            llvm::ArrayRef<const CXXRecordDecl *> Thrown) {
  const QualType Caught = Handler.getCaughtType();
  if (Caught.isNull())
    return Fit::Yes;
  if (Caught->isDependentType())
    return Fit::Unknown;
  const CXXRecordDecl *R = Caught.getNonReferenceType()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || Thrown.empty())
    return Fit::No;
  R = R->getDefinition();
  const unsigned Fitting = llvm::count_if(Thrown, [&](const CXXRecordDecl *T) {
    return T == R || T->isDerivedFrom(R);
  });
  if (Fitting == Thrown.size())
    return Fit::Yes;
  return Fitting ? Fit::Unknown : Fit::No;
}

const Stmt *endlessLoopAround(const Place &Where, const ASTContext &Ctx) {
  for (const Stmt *Loop : loopsAround(Where))
    if (isEndless(*Loop, Ctx))
      return Loop;
  return nullptr;
}

/// What is awaited in a `try`.
struct Awaits {
  bool Any = false;
  /// Some await may give back a cancellation as a value, so that what follows
  /// may act on it: an error_code, or whatever the user's own coroutine makes
  /// of it.
  bool AsValue = false;
};

/// True if an argument of \p E is a completion token around another one, which
/// may turn an exception into a value.
bool hasAdaptedToken(const Expr &E, const catalogue::Catalogue &Rows) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  return Call && llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
           const CXXRecordDecl *R =
               recordOf(Arg->getType().getNonReferenceType());
           return R && R->getDeclName().isIdentifier() &&
                  Rows.tokenAdapter(catalogueName(*R));
         });
}

Awaits awaitsIn(const Stmt &Try, const catalogue::Library &Lib,
                const catalogue::Catalogue &Rows) {
  Awaits A;
  forEachWithin(&Try, [&](const Stmt &S) {
    const Expr *Operand = awaited(S);
    if (!Operand)
      return true;
    A.Any = true;
    const Expr *Inner = Operand->IgnoreUnlessSpelledInSource();
    const FunctionDecl *F = calleeOf(*Inner);
    const std::string Callee = F ? catalogueName(*F) : "";
    const bool OfLibrary = llvm::any_of(Lib.Roots, [&](StringRef Root) {
      return StringRef(Callee).starts_with(Root);
    });
    A.AsValue |=
        !OfLibrary ||
        StringRef(cast<Expr>(S).getType().getCanonicalType().getAsString())
            .contains("error_code") ||
        hasAdaptedToken(*Inner, Rows);
    return true;
  });
  return A;
}

/// True if \p Loop without \p Try goes round and round: nothing is awaited, the
/// loop is not left, and nothing is asked for that may end it.
bool onlyTurns(const Stmt &Loop, const CXXTryStmt &Try) {
  bool Other = mayLeave(&Loop, &Try);
  forEachWithin(&Loop, [&](const Stmt &S) {
    if (&S == &Try)
      return false;
    Other |= awaited(S) != nullptr;
    return !Other;
  });
  // What another coroutine that is made here closes is its own.
  return !Other && !mentions(&Loop, EndWords, /*Lambdas=*/false);
}

std::string handlerText(const CXXCatchStmt &Handler) {
  const QualType Caught = Handler.getCaughtType();
  if (Caught.isNull())
    return "catch (...)";
  const CXXRecordDecl *R = Caught.getNonReferenceType()->getAsCXXRecordDecl();
  return "catch (" + displayName(*R) + ")";
}

} // namespace

void SwallowedCancellationCheck::onTry(const CXXTryStmt &S,
                                       const Place &Where) {
  if (Loops == CatchingLoops::Off || !Where.Function || Where.Path.empty())
    return;
  const Stmt *Loop = endlessLoopAround(Where, ast());
  const CXXRecordDecl *Type =
      Loop ? recordOf(Where.Function->getReturnType()) : nullptr;
  if (!Type)
    return;
  const auto *Row = model().rows().cancellation(catalogueName(*Type));
  if (!Row)
    return;
  const Awaits In = awaitsIn(*S.getTryBlock(), *Row->Lib, model().rows());
  if (!In.Any || mayLeaveBeforeAwait(S.getTryBlock()) ||
      (In.AsValue && mayLeave(S.getTryBlock())) || !onlyTurns(*Loop, S))
    return;

  llvm::SmallVector<const CXXRecordDecl *, 2> Thrown;
  for (StringRef Name : Row->Throws)
    for (const std::string &Qualified : Row->Lib->qualify(Name))
      if (const CXXRecordDecl *R = classNamed(Qualified, ast()))
        Thrown.push_back(R);
  const CXXCatchStmt *Swallows = nullptr;
  for (unsigned I = 0; !Swallows && I < S.getNumHandlers(); ++I) {
    const Fit F = catches(*S.getHandler(I), Thrown);
    if (F == Fit::Unknown)
      return;
    if (F == Fit::Yes)
      Swallows = S.getHandler(I);
  }
  const llvm::SmallVector<StringRef, 4> Tells(Row->Tells.begin(),
                                              Row->Tells.end());
  if (!Swallows || mayLeave(Swallows->getHandlerBlock()) ||
      mentions(Swallows->getHandlerBlock(), Tells))
    return;

  Report R;
  R.Loc = Swallows->getBeginLoc();
  R.Range = {Swallows->getBeginLoc(),
             Swallows->getHandlerBlock()->getBeginLoc()};
  R.Facts.Function = Where.Function->getDeclName().isIdentifier()
                         ? Where.Function->getNameAsString()
                         : "lambda";
  R.Facts.Type = displayName(*Type);
  R.Facts.Library = Row->Lib->Id;
  R.Facts.Errors = ErrorFate::Swallowed;
  R.Message = fmt::format(
      "'{}' swallows the cancellation of coroutine '{}', whose loop goes on; "
      "{}",
      handlerText(*Swallows), R.Facts.Function,
      Row->Repeats
          ? fmt::format("once it is cancelled, every co_await throws at once "
                        "and the loop spins ({})",
                        R.Facts.Type)
          : fmt::format("it cannot be cancelled ({})", R.Facts.Type));
  const std::string Exception =
      Thrown.empty() ? Row->Throws.front() : displayName(*Thrown.front());
  R.Fixes.push_back(advice(fmt::format(
      "catch '{}' first and leave the loop{}", Exception,
      Row->Tells.empty()
          ? ""
          : fmt::format(" where it says '{}'", Row->Tells.front()))));
  report(std::move(R));
}

} // namespace holdfast
