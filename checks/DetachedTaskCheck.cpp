// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/DetachedTaskCheck.h"

#include "checks/Borrows.h"
#include "checks/Handlers.h"
#include "checks/Marks.h"
#include "checks/Message.h"
#include "checks/Names.h"
#include "checks/Remedies.h"

#include "clang/AST/ExprCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

/// `asio::detached_t` is written `detached`.
static std::string tokenWord(const catalogue::TokenCase &Case) {
  StringRef Word = StringRef(Case.Token).rsplit("::").second;
  if (Word.empty())
    Word = Case.Token;
  Word.consume_back("_t");
  return Word.str();
}

static std::string withError(const std::string &What, ErrorFate Errors) {
  const std::string Text = errorText(Errors);
  return Text.empty() ? What : What + "; " + Text;
}

TaskCheck::Report DetachedTaskCheck::reportAt(const Expr &Call) const {
  Report R;
  // Asked as an Expr: CallExpr's own answer for `closure()` is its `(`.
  R.Loc = Call.getBeginLoc();
  R.Range = Call.getSourceRange();
  R.Facts.Function = calleeName(Call);
  R.Facts.What = Consequence::Detaches;
  return R;
}

static const Expr *argument(const CallExpr &Call, int Index) {
  if (Index < 0 || static_cast<unsigned>(Index) >= Call.getNumArgs())
    return nullptr;
  return Call.getArg(Index);
}

void DetachedTaskCheck::reportSpawn(const CallExpr &Call,
                                    const catalogue::SpawnRow &Row,
                                    const Token &Tok, ErrorFate Errors,
                                    std::string What, const Place &Where) {
  Report R = reportAt(Call);
  SpawnParts Parts;
  Parts.Call = &Call;
  Parts.Executor = argument(Call, Row.ExecutorArg);
  Parts.Task = argument(Call, Row.TaskArg);
  Parts.Token = lastArgument(Call);
  R.Message = std::move(What);
  if (Parts.Task)
    R.Message += borrowText(borrowsOf(*Parts.Task));
  R.Facts.Type = Parts.Task ? calleeName(*Parts.Task->IgnoreImplicit()) : "";
  R.Facts.Library = Row.Lib->Id;
  R.Facts.Errors = Errors;
  Place Site = Where;
  // An adapter with an effect of its own would be lost with the token.
  Site.Instantiated |= Tok.Bound;
  if (Parts.Executor && Parts.Task && Parts.Task != Parts.Token)
    R.Fixes = remediesForDetached(Parts, Row, Site, model());
  report(std::move(R));
}

bool DetachedTaskCheck::spawned(const CallExpr &Call, const Place &Where) {
  const auto *Row = spawnRowOf(Call, model().rows());
  if (!Row || Row->Sanctioned || !Row->Lib->OnByDefault)
    return false;
  const auto Tok = tokenOf(Call, *Row, model().rows());
  if (!Tok || isPassedOn(*lastArgument(Call)))
    return false;
  const std::string Callee = calleeName(Call);
  if (Tok->Case) {
    if (!Tok->Case->Detached)
      return false;
    reportSpawn(Call, *Row, *Tok, Tok->Case->Errors,
                withError(fmt::format("work started by '{}' with '{}' has no "
                                      "owner",
                                      Callee, tokenWord(*Tok->Case)),
                          Tok->Case->Errors),
                Where);
    return true;
  }
  const HandlerVerdict Verdict = judgeHandler(Tok->Innermost, ast());
  if (Verdict == HandlerVerdict::Unknown || Verdict == HandlerVerdict::Looks)
    return false;
  Token Given = *Tok;
  // What else the handler does would be lost with it.
  Given.Bound |= Verdict != HandlerVerdict::Empty;
  reportSpawn(Call, *Row, Given, ErrorFate::Swallowed,
              withError(fmt::format("completion handler of '{}' ignores the "
                                    "exception of the work",
                                    Callee),
                        ErrorFate::Swallowed),
              Where);
  return true;
}

bool DetachedTaskCheck::spawnedByWrapper(const CallExpr &Call,
                                         const Place &Where) {
  const auto Passed = detachedThrough(Call, model().rows());
  // A call of the library's own function was judged by its row.
  if (!Passed || spawnRowOf(Call, model().rows()))
    return false;
  const std::string Callee = calleeName(Call);
  Report R = reportAt(Call);
  R.Message =
      withError(fmt::format("work started by '{}' with '{}' has no owner",
                            Callee, tokenWord(*Passed->Case)),
                Passed->Case->Errors);
  R.Facts.Library = Passed->Row->Lib->Id;
  R.Facts.Errors = Passed->Case->Errors;
  R.Fixes.push_back(
      advice(fmt::format("give '{}' a completion handler that hears of the "
                         "exception",
                         Callee)));
  report(std::move(R));
  return true;
}

/// The object and the name of the member that \p Call calls: `detach`,
/// `operator+`. nullptr if it calls no member.
static std::pair<const Expr *, std::string> memberCalled(const CallExpr &Call) {
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Object = Member->getImplicitObjectArgument();
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    Object = Operator->getArg(0);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Object || !Method)
    return {nullptr, ""};
  return {Object->IgnoreUnlessSpelledInSource(), Method->getNameAsString()};
}

bool DetachedTaskCheck::operationDetached(const CallExpr &Call) {
  const auto Operation = detachedOperation(Call, model().rows());
  if (!Operation)
    return false;
  const bool Exception = Operation->LosesException;
  if (!Exception && options().LostErrorCode == LostErrorCodePolicy::Allow)
    return false;
  const std::string Callee = calleeName(*Operation->Starter);
  const std::string Token = tokenWord(*Operation->Case);
  Report R = reportAt(Call);
  R.Facts.Function = Callee;
  R.Facts.Library = Operation->Lib->Id;
  R.Facts.Errors = Operation->Case->Errors;
  R.Message =
      Exception
          ? withError(fmt::format("work started by '{}' with '{}' has no owner",
                                  Callee, Token),
                      Operation->Case->Errors)
          : fmt::format("the error code of '{}' is lost with '{}'", Callee,
                        Token);
  R.Fixes.push_back(
      advice(fmt::format("give '{}' a completion handler that hears of the {}",
                         Callee, Exception ? "exception" : "error code")));
  report(std::move(R));
  return true;
}

/// True in `void detach() { thread_.detach(); }`, and where it calls
/// `pthread_detach`: the decision is the caller's.
static bool handsOn(const Place &Where, StringRef Word) {
  if (!Where.Function || !Where.Function->getDeclName().isIdentifier())
    return false;
  const StringRef Own = Where.Function->getName();
  return Word.consume_back(Own) && (Word.empty() || Word.ends_with("_"));
}

/// True in the members of the very class that declares what \p Call calls: a
/// thread's destructor that lets go of itself.
static bool isOwnMember(const CallExpr &Call) {
  const Expr *Object = memberCalled(Call).first;
  const auto *Member = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Object || !isa<CXXThisExpr>(Object))
    return false;
  const CXXRecordDecl *Class = recordOf(Object->getType()->getPointeeType());
  return Class && declaresSameEntity(Class, Member->getParent());
}

bool DetachedTaskCheck::letGo(const CallExpr &Call, const Place &Where) {
  const auto [Object, Word] = memberCalled(Call);
  if (!Object || handsOn(Where, Word))
    return false;
  QualType Type = Object->getType().getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const auto Through = model().classify(Type);
  if (!Through || Through->Holder || !Through->Row ||
      !llvm::is_contained(Through->Row->Detach, Word))
    return false;
  // The error of a lazy task, which has none while nobody starts it.
  const auto *Row =
      model().rows().detacher(catalogueName(*Call.getDirectCallee()));
  const ErrorFate Errors = Row ? Row->Errors : Through->Errors;
  Report R = reportAt(Call);
  R.Message =
      withError(fmt::format("'{}' leaves the work of this {} without an owner",
                            Word, Through->Name),
                Errors) +
      borrowText(borrowsOf(*Object));
  R.Facts.Type = Through->Name;
  R.Facts.Library = Through->Library;
  R.Facts.Errors = Errors;
  R.Fixes.push_back(
      advice("keep the handle in a member that outlives the work, and join "
             "it before what the work uses is destroyed"));
  report(std::move(R));
  return true;
}

bool DetachedTaskCheck::detacherCalled(const CallExpr &Call,
                                       const Place &Where) {
  const NamedDecl *F = namedCallee(Call);
  if (!F || !F->getDeclName().isIdentifier() || handsOn(Where, F->getName()) ||
      !model().rows().mayBeSpawn(F->getName()))
    return false;
  const auto *Row = model().rows().detacher(catalogueName(*F));
  if (!Row || !Row->OnByDefault || !Row->Lib->OnByDefault)
    return false;
  Report R = reportAt(Call);
  R.Message = withError(
      fmt::format("'{}' leaves the work without an owner", F->getName().str()),
      Row->Errors);
  if (const Expr *Work = lastArgument(Call))
    R.Message += borrowText(borrowsOf(*Work));
  R.Facts.Library = Row->Lib->Id;
  R.Facts.Errors = Row->Errors;
  report(std::move(R));
  return true;
}

/// True inside of what makes an owner: a member of a class that the catalogue
/// calls one, or of the class, or of the namespace around the `detail`
/// namespace, that declares the coroutine type for its own use.
static bool isOwnersEngine(const FunctionDecl *F, const CXXRecordDecl &Type,
                           const catalogue::Catalogue &Rows) {
  const DeclContext *Home = Type.getDeclContext();
  if (const auto *NS = dyn_cast<NamespaceDecl>(Home);
      NS && (NS->getName() == "detail" || NS->getName() == "impl"))
    Home = NS->getParent();
  else if (!isa<CXXRecordDecl>(Home))
    Home = nullptr;
  for (const DeclContext *C = F; C; C = C->getParent()) {
    if (Home && C->isNamespace() == Home->isNamespace() && C->Equals(Home))
      return true;
    if (const auto *R = dyn_cast<CXXRecordDecl>(C);
        R && Rows.owner(catalogueName(*R)))
      return true;
  }
  return false;
}

void DetachedTaskCheck::fireAndForgetCalled(const CallExpr &Call,
                                            const Place &Where) {
  if (Call.isTypeDependent() || !Call.isPRValue())
    return;
  const FunctionDecl *F = calleeOf(Call);
  // What a promise returns is made inside of the coroutine itself.
  if (F && F->getDeclName().isIdentifier() &&
      F->getName() == "get_return_object")
    return;
  const auto Errors = model().fireAndForget(Call.getType());
  if (!Errors)
    return;
  if (F && (isAnnotatedSanctioned(*F) ||
            model().rows().isSanctioned(catalogueName(*F))))
    return;
  const CXXRecordDecl *Type = recordOf(Call.getType());
  if (isOwnersEngine(Where.Function, *Type, model().rows()))
    return;
  Report R = reportAt(Call);
  const std::string Callee = calleeName(Call);
  R.Message =
      withError(fmt::format("coroutine '{}' has no owner ({} gives nothing to "
                            "hold)",
                            Callee, displayName(*Type)),
                *Errors) +
      borrowText(borrowsOf(Call));
  R.Facts.Type = displayName(*Type);
  const auto *Row = model().rows().fireAndForget(catalogueName(*Type));
  R.Facts.Library = Row ? Row->Lib->Id : "inferred";
  R.Facts.Errors = *Errors;
  R.Fixes.push_back(
      advice(fmt::format("let '{}' return a task, and give that task an "
                         "owner",
                         Callee)));
  report(std::move(R));
}

void DetachedTaskCheck::onCall(const Expr &E, const Place &Where) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call || Where.MeantToThrow)
    return;
  if (spawned(*Call, Where) || spawnedByWrapper(*Call, Where) ||
      operationDetached(*Call))
    return;
  if (!isOwnMember(*Call) &&
      (letGo(*Call, Where) || detacherCalled(*Call, Where)))
    return;
  fireAndForgetCalled(*Call, Where);
}

} // namespace holdfast
