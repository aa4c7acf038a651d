// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/HandleOrigin.h"

#include "checks/NamedHandles.h"
#include "checks/Names.h"
#include "checks/Tokens.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

bool isEmptyHandle(const Expr &Any) {
  const Expr *E = Any.IgnoreUnlessSpelledInSource();
  if (isa<CXXNullPtrLiteralExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr>(
          E))
    return true;
  if (const auto *Number = dyn_cast<IntegerLiteral>(E))
    return Number->getValue() == 0;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return isEmptyHandle(*Cast->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 0 ||
           isa<CXXDefaultArgExpr>(Construct->getArg(0)) ||
           (Construct->getNumArgs() == 1 &&
            isEmptyHandle(*Construct->getArg(0)));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl()->isInStdNamespace() &&
           Ref->getDecl()->getName() == "nullopt";
  return false;
}

/// `T{make()}`, and `{make()}` where a T is meant, are what make() returns;
/// nullptr for any other expression.
static const Expr *insideBraces(const Expr &E) {
  const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&E);
  const auto *List = dyn_cast<InitListExpr>(Cast ? Cast->getSubExpr() : &E);
  if (!List || List->getNumInits() != 1)
    return nullptr;
  const CXXRecordDecl *Made = List->getType()->getAsCXXRecordDecl();
  return Made && Made == List->getInit(0)->getType()->getAsCXXRecordDecl()
             ? List->getInit(0)
             : nullptr;
}

const Expr *makerOf(const Expr &Any) {
  const Expr *E = Any.IgnoreUnlessSpelledInSource();
  for (;;) {
    const Expr *Inner = E;
    if (const auto *Full = dyn_cast<FullExpr>(E))
      Inner = Full->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      Inner = Bound->getSubExpr();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
             Construct &&
             Construct->getConstructor()->isCopyOrMoveConstructor())
      Inner = Construct->getArg(0);
    else if (const Expr *Braced = insideBraces(*E))
      Inner = Braced;
    if (Inner == E)
      return E;
    E = Inner->IgnoreUnlessSpelledInSource();
  }
}

const DeclRefExpr *movedLocal(const Expr &Any) {
  const auto *Call = dyn_cast<CallExpr>(makerOf(Any));
  const auto *Ref =
      Call && Call->isCallToStdMove()
          ? dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts())
          : nullptr;
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() ? Ref : nullptr;
}

const Expr *originOf(const Expr &Any) {
  const Expr *E = makerOf(Any);
  // Two handles may be swapped through a third.
  for (unsigned Steps = 0; Steps < 8; ++Steps) {
    const DeclRefExpr *Ref = movedLocal(*E);
    const auto *Var = Ref ? cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->getInit() || isEmptyHandle(*Var->getInit()))
      return E;
    E = makerOf(*Var->getInit());
  }
  return E;
}

/// `std::move(local)`: the handle goes from one name to the next.
static bool movesLocal(const Expr &Call) {
  const DeclRefExpr *Ref = movedLocal(Call);
  const auto *Var = Ref ? cast<VarDecl>(Ref->getDecl()) : nullptr;
  // What was declared empty may still be.
  return Var && !isa<ParmVarDecl>(Var) && Var->getInit() &&
         !isEmptyHandle(*Var->getInit()) &&
         !Var->getType()->isReferenceType() &&
         !Ref->refersToEnclosingVariableOrCapture();
}

const Expr *heldOrigin(const Expr &Any, TaskModel &Model) {
  const Expr *E = originOf(Any);
  // `std::optional<Handle> o = start();`: the optional is made from it.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1)
    if (const auto T = Model.classify(E->getType()); T && T->Holder)
      return heldOrigin(*Construct->getArg(0), Model);
  const auto *List = dyn_cast<InitListExpr>(E);
  if (!List)
    return E;
  const Expr *First = nullptr;
  std::optional<Consequence> Common;
  for (const Expr *Init : List->inits()) {
    const Expr *Held = heldOrigin(*Init, Model);
    const auto T = Model.classifyValue(*Held);
    if (!T || T->Holder)
      continue;
    if (Common.value_or(T->Drop) != T->Drop)
      return E;
    Common = T->Drop;
    First = First ? First : Held;
  }
  return First ? First : E;
}

bool isLent(const Expr &E, TaskModel &Model) {
  const auto *Call = dyn_cast<CallExpr>(makerOf(E));
  const auto *Row = Call ? spawnRowOf(*Call, Model.rows()) : nullptr;
  return Row && Row->TemporaryOnly;
}

bool makesLiveHandle(const Expr &Any, TaskModel &Model) {
  const Expr *E = makerOf(Any);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return makesLiveHandle(*Choice->getTrueExpr(), Model) &&
           makesLiveHandle(*Choice->getFalseExpr(), Model);
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
    return movesLocal(*Call);
  // What a reference stands for may have been moved from.
  if (E->isGLValue())
    return false;
  if (isLent(*E, Model))
    return false;
  const auto T = Model.classifyValue(*E);
  return T && !(T->Row && T->Row->TemporaryOnly);
}

bool startsWithValue(const CXXNewExpr &New) {
  if (const CXXConstructExpr *Construct = New.getConstructExpr())
    return Construct->getNumArgs() != 0;
  // `new Task(make())` constructs nothing but what make() returns.
  return New.getInitializer() != nullptr;
}

/// True if \p Any puts at least one live handle into a holder.
static bool fillsHolder(const Expr &Any, TaskModel &Model) {
  const Expr *E = makerOf(Any);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::any_of(List->inits(), [&](const Expr *Init) {
      return fillsHolder(*Init, Model);
    });
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (makesLiveHandle(*E, Model))
      return true;
    return llvm::any_of(Construct->arguments(), [&](const Expr *Arg) {
      return !isa<CXXDefaultArgExpr>(Arg) && fillsHolder(*Arg, Model);
    });
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return startsWithValue(*New) && Model.classify(New->getAllocatedType());
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return makesLiveHandle(*E, Model);
  // `std::make_unique<Task>()` holds an empty one; `std::async(f)` is one.
  const FunctionDecl *F = Call->getDirectCallee();
  const auto T = Model.classify(Call->getType());
  if (F && F->isInStdNamespace() && (!T || T->Holder))
    return llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
      return fillsHolder(*Arg, Model);
    });
  return makesLiveHandle(*E, Model);
}

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
