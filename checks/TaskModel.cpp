// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/TaskModel.h"

#include "checks/Inference.h"
#include "checks/Marks.h"
#include "checks/Names.h"

#include "clang/AST/DeclTemplate.h"
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

bool TaskModel::isAwaitable(const TaskType &T) const {
  if (T.Holder || !T.Record)
    return false;
  if (T.Row)
    return llvm::is_contained(T.Row->Observe, "co_await");
  return hasAwaiterMembers(*T.Record);
}

} // namespace holdfast
