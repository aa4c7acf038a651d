// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Remedies.h"

#include "checks/AddedOwner.h"
#include "checks/Closures.h"
#include "checks/ExecutorFirst.h"
#include "checks/Names.h"
#include "checks/Owners.h"
#include "checks/RowText.h"
#include "checks/Siblings.h"
#include "fixits/AddMember.h"
#include "fixits/AwaitCall.h"
#include "fixits/PassCaptures.h"
#include "fixits/SourceGuards.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

/// An owner's `{o}.spawn({h})` for the owner called `tasks_`.
static OwnerText ownerText(const OwnerInScope &O, StringRef Template) {
  std::string Access = O.Access; // with its `.` or `->`
  const std::string Text = fill(fill(Template, "{ns}", O.Root), "{o}.", Access);
  const StringRef Name =
      StringRef(Access).substr(0, Access.find_first_of(".-"));
  const std::string Filled =
      fill(Text, "{o}",
           StringRef(Access).ends_with("->") ? ("*" + Name).str() : Name.str());
  const auto [Before, After] = StringRef(Filled).split("{h}");
  OwnerText Owner;
  Owner.Before = Before.str();
  Owner.After = After.str();
  Owner.Title = fmt::format("spawn it into '{}'", Name.str());
  Owner.Header = "";
  Owner.Tier = FixTier::Suggest;
  Owner.Family = StringRef(O.Row->Type).ends_with("task_set")
                     ? FixFamily::TrackedSet
                     : FixFamily::Group;
  return Owner;
}

/// The fix that \p Adopt makes for an owner in scope, with an owner that the
/// class is given first.
static void offerMember(
    llvm::SmallVectorImpl<Fix> &Fixes, const Place &Where, const TaskType &T,
    TaskModel &Model,
    llvm::function_ref<std::optional<Fix>(const OwnerInScope &)> Adopt) {
  const auto Added = ownerToAdd(Where, T, Model);
  if (!Added)
    return;
  const auto Member =
      addLastMember(*Added->Class, Added->Declaration, Model.context());
  llvm::SmallVector<FixItHint, 2> Built;
  for (const AddedOwner::Initializer &I : Added->Initializers) {
    auto Edit = addLastInitializer(*I.Constructor, I.Text, Model.context());
    if (!Edit)
      return;
    Built.push_back(std::move(*Edit));
  }
  auto F = Member ? Adopt(Added->InScope) : std::nullopt;
  if (!F)
    return;
  F->Title = fmt::format("spawn it into a new member '{}' of '{}'",
                         StringRef(Added->InScope.Access).rtrim('.').str(),
                         Added->Class->getNameAsString());
  F->Shared.push_back(*Member);
  F->Shared.append(Built);
  F->Include = Added->InScope.Row->Header;
  F->IncludeAt = Added->Class->getLocation();
  Fixes.push_back(std::move(*F));
}

static OwnerText backgroundText(const catalogue::BackgroundRow &Row,
                                StringRef Executor, FixTier Tier) {
  const std::string Text = fill(Row.Add, "{ex}", Executor);
  const auto [Before, After] = StringRef(Text).split("{h}");
  OwnerText Owner;
  Owner.Before = Before.str();
  Owner.After = After.str();
  Owner.Title =
      fmt::format("give it to the background tasks of '{}'", Executor.str());
  Owner.Header = Row.Header;
  Owner.Tier = Tier;
  return Owner;
}

bool letsNothingOut(const Place &Where) {
  const auto *Type = Where.Function
                         ? Where.Function->getType()->getAs<FunctionProtoType>()
                         : nullptr;
  if (!Type || isa_and_nonnull<CoroutineBodyStmt>(Where.Function->getBody()))
    return false;
  // A destructor's is worked out when somebody asks for it.
  if (isUnresolvedExceptionSpec(Type->getExceptionSpecType()))
    return isa<CXXDestructorDecl>(Where.Function);
  return Type->canThrow() == CT_Cannot;
}

/// A catalogue's \p Word with the name of an object in scope in the place of
/// `{::kj::WaitScope}`; nullopt where no such object can be named.
static std::optional<std::string>
withObjectInScope(StringRef Word, const Place &Where, TaskModel &Model) {
  const size_t Begin = Word.find("{::");
  const size_t End = Word.find('}', Begin);
  const std::string Object =
      objectInScope(Where, Word.slice(Begin + 1, End), Model);
  if (Object.empty())
    return std::nullopt;
  return (Word.take_front(Begin) + Object + Word.drop_front(End + 1)).str();
}

static void addWait(llvm::SmallVectorImpl<Fix> &Fixes, const Expr &Call,
                    const TaskType &T, const Place &Where, StringRef Callee,
                    TaskModel &Model) {
  if (!T.Row || T.Row->Block.empty() || T.Holder || letsNothingOut(Where))
    return;
  std::string Word = fill(T.Row->Block, "{ns}", rootOf(T));
  // Elsewhere the wait may stand on the very thread that the work needs.
  const bool AlreadyWaits = T.Drop == Consequence::Blocks;
  const bool InMain = Where.Function && Where.Function->isMain();
  if (StringRef(Word).contains("{::")) {
    // Who has the object is who may wait.
    const auto Named = withObjectInScope(Word, Where, Model);
    if (!Named)
      return;
    Word = *Named;
  } else if (!AlreadyWaits && !InMain) {
    return;
  }
  if (auto F = blockOnCall(Call, *Where.Whole, Callee, Word, T.Row->BlockHeader,
                           AlreadyWaits, Model.context()))
    Fixes.push_back(std::move(*F));
}

llvm::SmallVector<Fix, 4> remediesForDrop(const Expr &Call, const TaskType &T,
                                          const Place &Where,
                                          TaskModel &Model) {
  llvm::SmallVector<Fix, 4> Fixes;
  const std::string Callee = calleeName(Call);
  // What another instantiation makes of this line is not known.
  // An owner would keep the coroutine, and not the closure that it reads.
  const LambdaExpr *Dangling = danglingClosure(Call);
  const bool Known = !Where.Instantiated && !T.Holder && T.Record;
  const bool Sure = Known && !Dangling;
  if (Known && Dangling && canAwait(Where, Call.getType(), T, Model))
    if (auto F = awaitWithCaptures(
            *cast<CXXOperatorCallExpr>(Call.IgnoreUnlessSpelledInSource()),
            *Dangling, *Where.Whole, Model.context()))
      Fixes.push_back(std::move(*F));
  const bool Awaits = Sure && canAwait(Where, Call.getType(), T, Model);
  if (Awaits)
    if (auto F = awaitCall(Call, *Where.Whole, Callee, Model.context()))
      Fixes.push_back(std::move(*F));
  if (Awaits)
    if (auto F = joinSiblings(Call, T, Where, Model))
      Fixes.push_back(std::move(*F));
  if (Sure)
    addWait(Fixes, Call, T, Where, Callee, Model);

  const std::vector<OwnerInScope> Owners =
      Sure ? ownersInScope(Where, T, Model) : std::vector<OwnerInScope>();
  for (const OwnerInScope &O : Owners)
    if (auto F = O.Keeps
                     ? adoptHandle(Call, *Where.Whole, ownerText(O, O.Row->Add),
                                   Model.context())
                     : std::nullopt) {
      Fixes.push_back(std::move(*F));
      break;
    }

  const auto *Background =
      Sure ? Model.rows().background(catalogueName(*T.Record)) : nullptr;
  if (Background) {
    std::string Executor;
    if (Awaits && T.Row && !T.Row->Lib->ThisExecutor.empty())
      Executor = fill(T.Row->Lib->ThisExecutor, "{ns}", rootOf(T));
    else
      Executor = executorInScope(Where, Model);
    if (!Executor.empty())
      if (auto F = adoptHandle(
              Call, *Where.Whole,
              backgroundText(*Background, Executor, FixTier::Suggest),
              Model.context()))
        Fixes.push_back(std::move(*F));
  }
  if (Sure && Owners.empty())
    offerMember(Fixes, Where, T, Model, [&](const OwnerInScope &O) {
      return adoptHandle(Call, *Where.Whole, ownerText(O, O.Row->Add),
                         Model.context());
    });
  if (Fixes.empty())
    Fixes.push_back(advice(
        T.Drop == Consequence::Blocks || T.Drop == Consequence::Terminates ||
                T.Drop == Consequence::CancelsBlocks
            ? "keep the handle in a member that outlives this function, and "
              "join it before what the work uses is destroyed"
            : "give the task an owner: await it, return it to the caller, or "
              "spawn it into a task group that outlives this function"));
  return Fixes;
}

/// The handle that \p Task is, or that it returns when it is called without
/// arguments.
static std::optional<TaskType> startedTask(const Expr &Task, TaskModel &Model,
                                           QualType &Written) {
  Written = Task.getType().getNonReferenceType();
  if (auto T = Model.classifyValue(*Task.IgnoreUnlessSpelledInSource()))
    return T;
  if (auto T = Model.classify(Written))
    return T;
  const CXXRecordDecl *R = Written->getAsCXXRecordDecl();
  const CXXMethodDecl *Operator =
      R && R->isLambda() ? R->getLambdaCallOperator() : nullptr;
  if (!Operator || Operator->getNumParams() != 0)
    return std::nullopt;
  Written = Operator->getReturnType();
  return Model.classify(Written);
}

static bool yieldsNothing(QualType Handle) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Handle->getAsCXXRecordDecl());
  return Spec && Spec->getTemplateArgs().size() &&
         Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         Spec->getTemplateArgs()[0].getAsType()->isVoidType();
}

/// Into the owner \p O, without the executor where it is the owner's own.
static std::optional<Fix> spawnInto(const OwnerInScope &O,
                                    const SpawnParts &Parts,
                                    const ASTContext &Ctx) {
  const ValueDecl *Here = namedObject(*Parts.Executor);
  if (Here && Here == O.Executor)
    return adoptSpawnDroppingExecutor(Parts, ownerText(O, O.Row->Add), Ctx);
  if (O.Row->AddOn.empty())
    return std::nullopt;
  OwnerText Owner = ownerText(O, O.Row->AddOn);
  const auto [Opening, Joint] = StringRef(Owner.Before).split("{ex}");
  // `spawn_on(ex, task)` keeps the comma that is there.
  return adoptSpawnKeepingExecutor(Parts, Opening, Joint.rtrim(), Owner, Ctx);
}

/// Gives the task of \p Parts to an owner in scope, to the background tasks of
/// its executor, and to an owner that the class is given.
static void adoptSpawn(llvm::SmallVectorImpl<Fix> &Fixes, SpawnParts Parts,
                       const TaskType &T, FixTier BackgroundTier,
                       const Place &Where, TaskModel &Model) {
  if (awaitsBesideClosure(Parts) && !nameExecutorFirst(Parts, Where))
    return;
  const std::vector<OwnerInScope> Owners = ownersInScope(Where, T, Model);
  for (const OwnerInScope &O : Owners)
    if (auto F =
            O.Keeps ? spawnInto(O, Parts, Model.context()) : std::nullopt) {
      Fixes.push_back(std::move(*F));
      break;
    }
  if (const auto *Background =
          Model.rows().background(catalogueName(*T.Record))) {
    const auto [Before, After] = StringRef(Background->Add).split("{h}");
    const auto [Opening, Joint] = Before.split("{ex}");
    const std::string Executor =
        sourceText(Parts.Executor->getSourceRange(), Model.context()).str();
    const OwnerText Owner =
        backgroundText(*Background, Executor, BackgroundTier);
    if (After == ")" && !Joint.empty())
      if (auto F = adoptSpawnKeepingExecutor(Parts, Opening, Joint, Owner,
                                             Model.context()))
        Fixes.push_back(std::move(*F));
  }
  if (Owners.empty())
    offerMember(Fixes, Where, T, Model, [&](const OwnerInScope &O) {
      return spawnInto(O, Parts, Model.context());
    });
}

llvm::SmallVector<Fix, 4> remediesForDetached(const SpawnParts &Parts,
                                              const catalogue::SpawnRow &Row,
                                              const Place &Where,
                                              TaskModel &Model) {
  llvm::SmallVector<Fix, 4> Fixes;
  QualType Written;
  const auto T = startedTask(*Parts.Task, Model, Written);
  // An owner that is handed the closure keeps it as long as the coroutine.
  SpawnParts Spawn = Parts;
  const LambdaExpr *Dangling = danglingClosure(*Parts.Task);
  if (Dangling)
    Spawn.Task = Dangling;
  if (!T || !T->Record || Where.Instantiated ||
      (Dangling && calledWithArguments(*Parts.Task))) {
    Fixes.push_back(advice("give the task an owner: a task group that outlives "
                           "it, and that hears of its exception"));
    return Fixes;
  }
  // No owner keeps what a closure only refers to.
  const bool Safe = !Dangling && !refersToLocals(*Parts.Task);
  adoptSpawn(Fixes, Spawn, *T, Safe ? FixTier::Safe : FixTier::Suggest, Where,
             Model);
  const auto *Rewrite = Model.rows().rewrite(*Row.Lib, "detached");
  if (Rewrite && yieldsNothing(Written))
    if (auto F = replaceToken(*Parts.Token, Rewrite->To, Rewrite->Title,
                              Rewrite->Header, Model.context()))
      Fixes.push_back(std::move(*F));
  if (Fixes.empty())
    Fixes.push_back(advice("give the task an owner: a task group that outlives "
                           "it, and that hears of its exception"));
  return Fixes;
}

/// True if the call at \p Where is a statement by itself.
static bool isStatement(const Place &Where) {
  for (const Stmt *Around : llvm::reverse(Where.Path))
    if (!isa<FullExpr>(Around))
      return !isa<Expr, ReturnStmt, CoreturnStmt, DeclStmt>(Around);
  return false;
}

/// `post(ex, callable)` as a spawn; nullopt where the callable cannot be given
/// to an owner as it stands.
static std::optional<SpawnParts>
asSpawn(const Expr &E, const Sink &S, const Callable &C, const Place &Where) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call || !S.Row || S.Row->ExecutorArg < 0 || Where.Instantiated ||
      static_cast<unsigned>(S.Row->ExecutorArg) >= Call->getNumArgs() ||
      !isStatement(Where) || &unwrapped(*S.Argument) != C.Made ||
      C.Parameters != 0)
    return std::nullopt;
  SpawnParts Parts;
  Parts.Call = Call;
  Parts.Executor = Call->getArg(S.Row->ExecutorArg);
  Parts.Task = Parts.Token = S.Argument;
  return Parts;
}

llvm::SmallVector<Fix, 4> remediesForCallback(const Expr &Call, const Sink &S,
                                              const Callable &C,
                                              const Place &Where,
                                              TaskModel &Model) {
  llvm::SmallVector<Fix, 4> Fixes;
  if (const auto Parts = asSpawn(Call, S, C, Where);
      Parts && C.Task.Record && !C.Task.Holder)
    adoptSpawn(Fixes, *Parts, C.Task, FixTier::Suggest, Where, Model);
  if (!Fixes.empty())
    return Fixes;
  if (S.Row && !S.Row->Instead.empty())
    Fixes.push_back(advice(S.Row->Instead));
  else
    Fixes.push_back(advice("let the callable return nothing and give the task "
                           "an owner inside of it, or hand it to something "
                           "that takes tasks"));
  return Fixes;
}

} // namespace holdfast
