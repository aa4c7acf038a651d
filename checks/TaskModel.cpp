// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/TaskModel.h"

#include "checks/Inference.h"
#include "checks/Marks.h"
#include "checks/NamedHandles.h"
#include "checks/Names.h"
#include "checks/Producers.h"
#include "checks/Tokens.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace holdfast {

const CXXRecordDecl *recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl())
    return R;
  if (const auto *Dependent = T->getAs<TemplateSpecializationType>())
    if (const TemplateDecl *D =
            Dependent->getTemplateName().getAsTemplateDecl())
      return dyn_cast_or_null<CXXRecordDecl>(D->getTemplatedDecl());
  return nullptr;
}

static bool hasOwnDestructor(const CXXRecordDecl &R) {
  const CXXDestructorDecl *D = R.getDestructor();
  return D && D->isUserProvided();
}

std::optional<TaskType> TaskModel::fromRow(const CXXRecordDecl &R) const {
  const catalogue::HandleRow *Row = Rows->handle(catalogueName(R));
  if (!Row)
    return std::nullopt;
  TaskType T;
  T.From = Origin::Catalogue;
  T.Row = Row;
  T.Drop = Row->Drop;
  T.Errors = Row->Errors;
  T.Starts = Row->Starts;
  T.Library = Row->Lib->Id;
  for (const catalogue::MacroCase &Case : Row->Macros)
    if (Ctx.Idents.get(Case.Macro).hasMacroDefinition()) {
      T.Drop = Case.Drop;
      T.Errors = Case.Errors;
      break;
    }
  if (const auto Facts = inferCoroutine(R, Ctx)) {
    T.Coroutine = true;
    if (T.Drop == Consequence::Unknown)
      T.Drop = Facts->Drop;
    if (T.Errors == ErrorFate::Unknown)
      T.Errors = Facts->Errors;
    if (T.Starts == Start::Unknown)
      T.Starts = Facts->Starts;
  }
  return T;
}

std::optional<TaskType>
TaskModel::fromAnnotation(const CXXRecordDecl &R) const {
  const auto Word = markedConsequence(R);
  if (!Word)
    return std::nullopt;
  TaskType T;
  T.From = Origin::Annotated;
  T.Library = "annotated";
  T.Drop = parseMarkedConsequence(*Word).value_or(Consequence::Unknown);
  if (const auto Facts = inferCoroutine(R, Ctx)) {
    T.Coroutine = true;
    T.Errors = Facts->Errors;
    T.Starts = Facts->Starts;
    if (T.Drop == Consequence::Unknown)
      T.Drop = Facts->Drop;
  }
  return T;
}

std::optional<TaskType> TaskModel::fromPromise(const CXXRecordDecl &R) const {
  TaskType T;
  T.From = Origin::Inferred;
  T.Library = "inferred";
  if (Infer == InferHandles::Off)
    return std::nullopt;
  // A sender is a concept, not a list of names; every one of them is lazy.
  // Source: [exec.snd.concepts].
  if (isSender(R)) {
    T.Starts = Start::Lazy;
    T.Drop = Consequence::NeverStarts;
    T.Errors = ErrorFate::None;
    return T;
  }
  const auto Facts = inferCoroutine(R, Ctx);
  if (!Facts || Facts->FireAndForget)
    return std::nullopt;
  T.Coroutine = true;
  T.Starts = Facts->Starts;
  T.Drop = Facts->Drop;
  T.Errors = Facts->Errors;
  return T;
}

std::optional<TaskType> TaskModel::fromBases(const CXXRecordDecl &R) {
  for (const CXXBaseSpecifier &Base : R.bases()) {
    const CXXRecordDecl *B = recordOf(Base.getType());
    if (!B)
      continue;
    // A subclass with a destructor of its own has its own idea of the drop.
    if (auto T = classifyRecord(*B); T && !hasOwnDestructor(R))
      return T;
  }
  return std::nullopt;
}

/// The templates whose objects hold their arguments by value, under whatever
/// namespace: the standard library's, Boost's and home-made ones look alike.
static bool isContainerName(StringRef Name) {
  static const llvm::StringSet<> Names{
      "vector",     "list",         "forward_list",  "deque",
      "array",      "set",          "multiset",      "unordered_set",
      "map",        "multimap",     "unordered_map", "optional",
      "pair",       "tuple",        "expected",      "variant",
      "unique_ptr", "small_vector", "static_vector", "inlined_vector"};
  return Names.contains(Name);
}

std::optional<TaskType> TaskModel::fromContents(const CXXRecordDecl &R) {
  auto Held = [&](QualType Type) -> std::optional<TaskType> {
    auto T = classify(Type);
    // What a join of many tasks yields holds finished coroutines that nobody
    // could await any more: result slots, not tasks.
    if (T && T->From == Origin::Inferred && T->Coroutine &&
        !hasAwaiterMembers(*T->Record))
      return std::nullopt;
    if (T)
      T->Holder = true;
    return T;
  };
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
      Spec && isContainerName(Spec->getName())) {
    for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray()) {
      llvm::ArrayRef<TemplateArgument> Each = Arg;
      if (Arg.getKind() == TemplateArgument::Pack)
        Each = Arg.getPackAsArray();
      for (const TemplateArgument &One : Each)
        if (One.getKind() == TemplateArgument::Type)
          if (auto T = Held(One.getAsType()))
            return T;
    }
    return std::nullopt;
  }
  // Only plain data: a class with constructors or a destructor is an owner with
  // rules of its own.
  const SourceManager &SM = Ctx.getSourceManager();
  if (R.isLambda() || !R.isAggregate() || hasOwnDestructor(R) ||
      SM.isInSystemHeader(SM.getExpansionLoc(R.getLocation())))
    return std::nullopt;
  for (const FieldDecl *Field : R.fields())
    if (auto T = Held(Field->getType()))
      return T;
  return std::nullopt;
}

std::optional<TaskType> TaskModel::classifyRecord(const CXXRecordDecl &Any) {
  const CXXRecordDecl &R =
      Any.getDefinition() ? *Any.getDefinition() : *Any.getCanonicalDecl();
  if (const auto It = Known.find(&R); It != Known.end())
    return It->second;
  if (Depth > 6)
    return std::nullopt;
  // Ends the recursion of a class that mentions itself.
  Known[&R] = std::nullopt;
  ++Depth;
  std::optional<TaskType> T;
  const std::string Name = catalogueName(R);
  const catalogue::HandleRow *Row = Rows->handle(Name);
  // What a row turns off is not found again by its promise or its base.
  if (!Rows->isNotTask(Name) && !Rows->isSanctioned(Name) &&
      !Rows->owner(Name) && !isAnnotatedSanctioned(R) &&
      (!Row || Row->OnByDefault)) {
    T = fromRow(R);
    if (!T)
      T = fromAnnotation(R);
    if (!T)
      T = fromPromise(R);
    if (T) {
      T->Name =
          T->Row ? T->Row->Lib->publicName(Name).substr(2) : displayName(R);
      T->Record = &R;
    } else if (R.hasDefinition()) {
      T = fromBases(R);
      if (!T)
        T = fromContents(R);
    }
  }
  --Depth;
  Known[&R] = T;
  return T;
}

std::optional<TaskType> TaskModel::classify(QualType T) {
  if (T.isNull() || T->isReferenceType() || T->isPointerType())
    return std::nullopt;
  if (const ArrayType *A = Ctx.getAsArrayType(T))
    return classify(A->getElementType());
  const CXXRecordDecl *R = recordOf(T);
  return R ? classifyRecord(*R) : std::nullopt;
}

std::optional<ErrorFate> TaskModel::fireAndForget(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return std::nullopt;
  const std::string Name = catalogueName(*R);
  if (const auto *Row = Rows->fireAndForget(Name))
    return Row->Lib->OnByDefault ? std::optional(Row->Errors) : std::nullopt;
  if (Infer == InferHandles::Off || Rows->handle(Name) ||
      Rows->isNotTask(Name) || Rows->isSanctioned(Name) ||
      markedConsequence(*R) || isAnnotatedSanctioned(*R))
    return std::nullopt;
  const auto Facts = inferCoroutine(*R, Ctx);
  if (!Facts || !Facts->FireAndForget)
    return std::nullopt;
  return Facts->Errors;
}

bool TaskModel::isTaskWithoutMark(const CXXRecordDecl &R) {
  if (fromRow(R) || fromAnnotation(R) || inferCoroutine(R, Ctx) || isSender(R))
    return true;
  return R.hasDefinition() && (fromBases(R) || fromContents(R));
}

/// What a home-made `spawn` returns.
std::optional<TaskType> TaskModel::fromName(const Expr &E) const {
  const FunctionDecl *F =
      Infer == InferHandles::Names && isa<CallExpr>(E) ? calleeOf(E) : nullptr;
  const CXXRecordDecl *R = F ? recordOf(E.getType()) : nullptr;
  if (!R)
    return std::nullopt;
  const SourceManager &SM = Ctx.getSourceManager();
  const std::string Name = catalogueName(*R);
  if (SM.isInSystemHeader(SM.getExpansionLoc(F->getLocation())) ||
      Rows->handle(Name) || Rows->isNotTask(Name) || Rows->isSanctioned(Name) ||
      Rows->owner(Name) || Rows->fireAndForget(Name) ||
      isAnnotatedSanctioned(*R))
    return std::nullopt;
  const auto Handle = inferByName(*F, *R);
  if (!Handle)
    return std::nullopt;
  TaskType T;
  T.From = Origin::Named;
  T.Library = "inferred";
  T.Drop = Handle->Drop;
  T.Evidence = Handle->Member;
  T.Starts = Start::Eager;
  T.Name = displayName(*R);
  T.Record = R->getDefinition() ? R->getDefinition() : R;
  return T;
}

bool TaskModel::isAwaitable(const TaskType &T) const {
  if (T.Holder || !T.Record)
    return false;
  if (T.Row)
    return llvm::is_contained(T.Row->Observe, "co_await");
  return hasAwaiterMembers(*T.Record);
}

/// `std::async(f).share()` blocks as `std::async(f)` does.
void TaskModel::applyChain(const Expr &E, TaskType &T) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier())
    return;
  const Expr *Object =
      Call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
  if (!isa<CallExpr>(Object))
    return;
  const auto From = classifyValue(*Object);
  if (From && From->Row && From->Row->Lib->Id == T.Library &&
      llvm::is_contained(From->Row->Chain, Method->getName()) &&
      From->Drop != From->Row->Drop)
    T.Drop = From->Drop;
}

void TaskModel::applySpawnRow(const Expr &E, std::optional<TaskType> &T) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  const catalogue::SpawnRow *Row = Call ? spawnRowOf(*Call, *Rows) : nullptr;
  if (!Row)
    return;
  const Production P = productionOf(*Call, *Row, *Rows);
  if (P.Sanctioned || !Row->Lib->OnByDefault) {
    T = std::nullopt;
    return;
  }
  if (P.Drop != Consequence::Unknown)
    T->Drop = P.Drop;
  if (P.Errors != ErrorFate::Unknown)
    T->Errors = P.Errors;
}

/// A function that only hands on what another one made, as
/// `return std::async(f);` does, has that one's consequence.
void TaskModel::applyHandedOn(const Expr &E, TaskType &T) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  if (!F || T.Holder || T.From != Origin::Catalogue || Depth > 6 ||
      spawnRowOf(*Call, *Rows))
    return;
  std::optional<TaskType> Common;
  ++Depth;
  for (const Expr *Value : returnedValues(*F, Ctx)) {
    auto Made = classifyValue(*Value);
    if (!Made || Made->Row != T.Row || (Common && Common->Drop != Made->Drop)) {
      Common.reset();
      break;
    }
    Common = std::move(Made);
  }
  --Depth;
  if (Common) {
    T.Drop = Common->Drop;
    T.Errors = Common->Errors;
  }
}

/// A function that makes a task on the heap and returns the only pointer to it:
/// the row of the function says what becomes of it.
std::optional<TaskType> TaskModel::fromPointer(const Expr &E) const {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call || !Call->getType()->isPointerType())
    return std::nullopt;
  const catalogue::SpawnRow *Row = spawnRowOf(*Call, *Rows);
  if (!Row || Row->Drop == Consequence::Unknown)
    return std::nullopt;
  TaskType T;
  T.Library = Row->Lib->Id;
  const CXXRecordDecl *R = recordOf(Call->getType()->getPointeeType());
  T.Name = R ? displayName(*R) : calleeName(E);
  return T;
}

/// A call whose function is not known before instantiation: a task if every
/// candidate returns one.
std::optional<TaskType> TaskModel::dependentCall(const CallExpr &Call) {
  const auto *Overloads =
      dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParenImpCasts());
  if (!Overloads || Overloads->getNumDecls() == 0)
    return std::nullopt;
  std::optional<TaskType> Result;
  for (const NamedDecl *D : Overloads->decls()) {
    const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction();
    if (!F)
      return std::nullopt;
    QualType Returned = F->getReturnType();
    if (Returned->isRValueReferenceType())
      Returned = Returned.getNonReferenceType();
    Result = classify(Returned);
    if (!Result)
      return std::nullopt;
  }
  return Result;
}

std::optional<TaskType> TaskModel::classifyValue(const Expr &E) {
  if (E.isLValue() && !E.isTypeDependent())
    return std::nullopt;
  // A function object may be marked as well as its call operator.
  const NamedDecl *Named = namedCallee(E), *Called = calleeOf(E);
  auto IsMeant = [&](const NamedDecl *F) {
    return F &&
           (isAnnotatedSanctioned(*F) || Rows->isSanctioned(catalogueName(*F)));
  };
  if (IsMeant(Named) || (Called != Named && IsMeant(Called)))
    return std::nullopt;
  std::optional<TaskType> T;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E)) {
    // Nothing was started by `std::thread()`, and a copy leaves the original.
    const CXXConstructorDecl *C = Construct->getConstructor();
    if (Construct->getNumArgs() == 0 ||
        isa<CXXDefaultArgExpr>(Construct->getArg(0)) ||
        (C->isCopyConstructor() && Construct->getArg(0)->isLValue()))
      return std::nullopt;
    T = classify(E.getType());
    if (T && T->Holder)
      return std::nullopt;
  } else if (const auto *Call = dyn_cast<CallExpr>(&E);
             Call && E.isTypeDependent()) {
    T = dependentCall(*Call);
  } else {
    T = classify(E.getType());
    if (!T)
      T = fromName(E);
  }
  if (!T)
    T = fromPointer(E);
  if (T) {
    applyHandedOn(E, *T);
    applyChain(E, *T);
    applySpawnRow(E, T);
  }
  return T;
}

} // namespace holdfast
