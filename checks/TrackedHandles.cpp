// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/TrackedHandles.h"

#include "checks/HandleOrigin.h"
#include "checks/NamedHandles.h"
#include "checks/Names.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

bool isCopyable(const CXXRecordDecl &R) {
  if (!R.hasDefinition())
    return false;
  const CXXRecordDecl &D = *R.getDefinition();
  if (D.needsImplicitCopyConstructor())
    return !D.defaultedCopyConstructorIsDeleted();
  return llvm::any_of(D.ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted();
  });
}

/// The facts of a handle behind `std::shared_ptr`: of a pointer that nobody
/// copies, it is the only owner.
static std::optional<TaskType> sharedHandle(QualType T, TaskModel &Model) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (!Spec || !Spec->isInStdNamespace() || Spec->getName() != "shared_ptr")
    return std::nullopt;
  auto Inner = Model.classify(Spec->getTemplateArgs()[0].getAsType());
  if (Inner)
    Inner->Holder = true;
  return Inner;
}

/// True if \p T is a `std::optional` or a `std::unique_ptr` of a handle itself.
static bool holdsOne(QualType T, TaskModel &Model) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (!Spec || !Spec->isInStdNamespace() ||
      (Spec->getName() != "optional" && Spec->getName() != "unique_ptr"))
    return false;
  const QualType Element = Spec->getTemplateArgs()[0].getAsType();
  const auto Inner = Model.classify(Element);
  return Inner && !Inner->Holder && !Element->isArrayType();
}

/// A closure into which a live handle was moved.
static std::optional<TaskType> capturedHandle(const VarDecl &Var,
                                              TaskModel &Model) {
  const CXXRecordDecl *R = Var.getType()->getAsCXXRecordDecl();
  const auto *Closure =
      R && R->isLambda() && Var.getInit()
          ? dyn_cast<LambdaExpr>(Var.getInit()->IgnoreUnlessSpelledInSource())
          : nullptr;
  if (!Closure)
    return std::nullopt;
  for (const LambdaCapture &C : Closure->captures()) {
    if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByCopy)
      continue;
    const auto *Captured = dyn_cast<VarDecl>(C.getCapturedVar());
    if (!Captured || !Captured->isInitCapture() || !Captured->getInit())
      continue;
    if (auto T = Model.classify(Captured->getType());
        T && !T->Holder && makesLiveHandle(*Captured->getInit(), Model))
      return T;
  }
  return std::nullopt;
}

/// True if a named object is what bounds the work, or nothing says that it
/// should be waited for.
static bool mayEndAlone(bool Waited, Consequence Drop) {
  return !Waited || Drop == Consequence::Blocks ||
         Drop == Consequence::Cancels || Drop == Consequence::CancelsBlocks;
}

/// What a home-made `spawn` returned into \p Var, or a container whose elements
/// may have come from one: what is put into it tells.
static std::optional<TrackedHandle> namedIn(const VarDecl &Var,
                                            TaskModel &Model) {
  if (Model.infers() != InferHandles::Names)
    return std::nullopt;
  TrackedHandle H;
  H.Decl = H.Scope = &Var;
  const Expr *Made = Var.getInit() ? makerOf(*Var.getInit()) : nullptr;
  if (Made && isa<CallExpr>(Made)) {
    auto T = Model.classifyValue(*Made);
    if (!T || T->From != Origin::Named || mayEndAlone(T->Waited, T->Drop))
      return std::nullopt;
    H.Type = std::move(*T);
    H.Many = H.Type.Holder;
    H.Born = Made;
    return H;
  }
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Var.getType()->getAsCXXRecordDecl());
  if (!Spec || !Spec->isInStdNamespace() ||
      (Spec->getName() != "vector" && Spec->getName() != "list" &&
       Spec->getName() != "deque"))
    return std::nullopt;
  const CXXRecordDecl *R = recordOf(Spec->getTemplateArgs()[0].getAsType());
  const auto Element = R ? handleByMembers(*R) : std::nullopt;
  if (!Element || mayEndAlone(Element->Waited, Element->Drop))
    return std::nullopt;
  H.Type.From = Origin::Named;
  H.Type.Name = displayName(*R);
  H.Type.Record = R;
  H.Type.Library = "inferred";
  H.Type.Starts = Start::Eager;
  H.Type.Holder = H.Many = true;
  return H;
}

/// True if a coroutine could have joined \p Var, and nobody else is known to:
/// elsewhere its tasks may run where the function runs the event loop, and a
/// parent group waits for those of its children.
static bool cancelsHere(const VarDecl &Var, const catalogue::OwnerRow &Row,
                        TaskModel &Model) {
  const auto *F = dyn_cast<FunctionDecl>(Var.getDeclContext());
  if (!StringRef(Row.Join).starts_with("co_await ") || !F ||
      !isa_and_nonnull<CoroutineBodyStmt>(F->getBody()))
    return false;
  const auto *Construct =
      Var.getInit() ? dyn_cast<CXXConstructExpr>(
                          Var.getInit()->IgnoreUnlessSpelledInSource())
                    : nullptr;
  return Construct &&
         llvm::none_of(Construct->arguments(), [&](const Expr *Arg) {
           const CXXRecordDecl *R =
               recordOf(Arg->getType().getNonReferenceType());
           return R && Model.rows().owner(catalogueName(*R));
         });
}

/// A local owner of tasks whose destructor is no place for them to end.
static std::optional<TrackedHandle> ownerIn(const VarDecl &Var,
                                            TaskModel &Model) {
  const CXXRecordDecl *R = recordOf(Var.getType());
  const auto *Row = R ? Model.rows().owner(catalogueName(*R)) : nullptr;
  if (!Row)
    return std::nullopt;
  const StringRef Ends = Row->Destructor;
  // Any other destructor does what an owner is for.
  if (!Row->Lib->OnByDefault ||
      (Ends != "asserts" && Ends != "terminates" && Ends != "throws" &&
       !(Ends == "cancels" && cancelsHere(Var, *Row, Model))))
    return std::nullopt;
  TrackedHandle H;
  H.Decl = H.Scope = &Var;
  H.Owner = Row;
  H.Type.Row = nullptr;
  H.Type.Name = displayName(*R);
  H.Type.Library = Row->Lib->Id;
  return H;
}

std::vector<TrackedHandle> handlesIn(const VarDecl &Var, TaskModel &Model) {
  std::vector<TrackedHandle> Result;
  QualType Type = Var.getType();
  if (Type->isReferenceType()) {
    // Only where it extends the life of what it is bound to.
    const Expr *Init = Var.getInit();
    if (const auto *Full = dyn_cast_or_null<FullExpr>(Init))
      Init = Full->getSubExpr();
    while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Init))
      Init = Cast->getSubExpr();
    const auto *Temporary = dyn_cast_or_null<MaterializeTemporaryExpr>(Init);
    if (!Temporary || Temporary->getExtendingDecl() != &Var)
      return Result;
    Type = Type.getNonReferenceType();
  }
  if (const auto *Bindings = dyn_cast<DecompositionDecl>(&Var)) {
    if (!Var.getInit() || !fillsHolder(*Var.getInit(), Model))
      return Result;
    for (const BindingDecl *Each : Bindings->bindings()) {
      const auto T = Model.classify(Each->getType().getNonReferenceType());
      if (!T || (T->Row && T->Row->TemporaryOnly))
        continue;
      TrackedHandle H;
      H.Decl = Each;
      H.Scope = &Var;
      H.Type = *T;
      H.Many = T->Holder;
      H.Born = makerOf(*Var.getInit());
      Result.push_back(std::move(H));
    }
    return Result;
  }
  TrackedHandle H;
  H.Decl = H.Scope = &Var;
  if (auto Captured = capturedHandle(Var, Model)) {
    H.Type = std::move(*Captured);
    H.Closure = true;
    H.Born = Var.getInit();
  } else if (auto T = Model.classify(Type)) {
    H.Type = std::move(*T);
    H.Many = H.Type.Holder || Type->isArrayType();
    H.Single = holdsOne(Type, Model);
    if (Var.getInit() && (H.Many ? fillsHolder(*Var.getInit(), Model)
                                 : makesLiveHandle(*Var.getInit(), Model)))
      H.Born = makerOf(*Var.getInit());
  } else if (auto Shared = sharedHandle(Type, Model);
             Shared && Var.getInit() && fillsHolder(*Var.getInit(), Model)) {
    H.Type = std::move(*Shared);
    H.Many = true;
    H.Born = makerOf(*Var.getInit());
  } else if (auto Owner = ownerIn(Var, Model)) {
    H = std::move(*Owner);
  } else if (auto Named = namedIn(Var, Model)) {
    H = std::move(*Named);
  } else {
    return Result;
  }
  if (!(H.Type.Row && H.Type.Row->TemporaryOnly))
    Result.push_back(std::move(H));
  return Result;
}

std::optional<TrackedHandle> handleIn(const FieldDecl &Field,
                                      TaskModel &Model) {
  auto T = Model.classify(Field.getType());
  if (!T || (T->Row && T->Row->TemporaryOnly))
    return std::nullopt;
  TrackedHandle H;
  H.Decl = &Field;
  H.Type = std::move(*T);
  H.Many = H.Type.Holder || Field.getType()->isArrayType();
  return H;
}

} // namespace holdfast
