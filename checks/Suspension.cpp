// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Suspension.h"

#include "checks/Members.h"
#include "checks/TaskModel.h"
#include "checks/Words.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

/// The value that the only statement of \p F returns.
static const Expr *onlyReturn(const FunctionDecl *F) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOf(F));
  if (!Body || Body->size() != 1)
    return nullptr;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  return Return && Return->getRetValue()
             ? Return->getRetValue()->IgnoreUnlessSpelledInSource()
             : nullptr;
}

namespace {

/// Folds what `await_ready` returns, without instantiating it.
class Constant {
public:
  Constant(const CXXRecordDecl &Task, const CXXRecordDecl &Awaiter,
           const FunctionDecl &Maker)
      : Task(Task), Awaiter(Awaiter), Maker(Maker) {}

  std::optional<bool> of(const Expr *E) const {
    if (!E)
      return std::nullopt;
    E = E->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
    if (const auto *Literal = dyn_cast<CXXBoolLiteralExpr>(E))
      return Literal->getValue();
    if (const auto *Not = dyn_cast<UnaryOperator>(E);
        Not && Not->getOpcode() == UO_LNot) {
      if (const auto Inner = of(Not->getSubExpr()))
        return !*Inner;
      return std::nullopt;
    }
    if (const auto *Given = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      return of(Given->getReplacement());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *P = dyn_cast<NonTypeTemplateParmDecl>(Ref->getDecl()))
        return argument(*P);
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      if (const auto *F = dyn_cast<FieldDecl>(Member->getMemberDecl());
          F && F->getParent() == definitionOf(Awaiter))
        return field(*F);
    bool Value = false;
    if (!E->isValueDependent() &&
        E->EvaluateAsBooleanCondition(Value, Awaiter.getASTContext()))
      return Value;
    return std::nullopt;
  }

private:
  std::optional<bool> of(const TemplateArgument &A) const {
    if (A.getKind() == TemplateArgument::Integral)
      return A.getAsIntegral().getBoolValue();
    if (A.getKind() == TemplateArgument::Expression)
      return of(A.getAsExpr());
    return std::nullopt;
  }

  /// The template argument for \p P, of the awaiter or of the task.
  std::optional<bool> argument(const NonTypeTemplateParmDecl &P) const {
    auto Is = [&](const TemplateDecl &T, size_t Given) {
      const TemplateParameterList &Names = *T.getTemplateParameters();
      return P.getIndex() < Names.size() && P.getIndex() < Given &&
             Names.getParam(P.getIndex()) == &P;
    };
    // `suspend_if<Lazy>` in a promise that was never instantiated.
    if (const auto *Written =
            Maker.getReturnType()->getAs<TemplateSpecializationType>())
      if (const TemplateDecl *T =
              Written->getTemplateName().getAsTemplateDecl();
          T && Is(*T, Written->template_arguments().size()))
        return of(Written->template_arguments()[P.getIndex()]);
    for (const CXXRecordDecl *R : {&Awaiter, &Task}) {
      const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
      if (Spec &&
          Is(*Spec->getSpecializedTemplate(), Spec->getTemplateArgs().size()))
        return of(Spec->getTemplateArgs()[P.getIndex()]);
    }
    return std::nullopt;
  }

  /// What the promise puts into the awaiter's field: `return {false};`.
  std::optional<bool> field(const FieldDecl &F) const {
    const Expr *Made = onlyReturn(&Maker);
    if (!Made)
      return std::nullopt;
    Made = Made->IgnoreParenCasts(); // `awaiter{false}`
    if (const auto *List = dyn_cast<InitListExpr>(Made)) {
      if (F.getFieldIndex() < List->getNumInits() &&
          !isa<CXXDefaultInitExpr>(List->getInit(F.getFieldIndex())))
        return of(List->getInit(F.getFieldIndex()));
      return of(F.getInClassInitializer());
    }
    const auto *Construct = dyn_cast<CXXConstructExpr>(Made);
    if (!Construct)
      return std::nullopt;
    const CXXConstructorDecl *C = Construct->getConstructor();
    for (const CXXCtorInitializer *Init : C->inits()) {
      if (Init->getMember() != &F || !Init->isWritten())
        continue;
      const auto *Ref =
          dyn_cast<DeclRefExpr>(Init->getInit()
                                    ->IgnoreUnlessSpelledInSource()
                                    ->IgnoreParenImpCasts());
      const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
      if (!P)
        return of(Init->getInit());
      if (P->getFunctionScopeIndex() < Construct->getNumArgs())
        return of(Construct->getArg(P->getFunctionScopeIndex()));
    }
    return of(F.getInClassInitializer());
  }

  const CXXRecordDecl &Task;
  const CXXRecordDecl &Awaiter;
  const FunctionDecl &Maker;
};

} // namespace

/// What an awaiter that is not ready does with the coroutine.
static Suspension handedOn(const CXXRecordDecl &Awaiter) {
  const FunctionDecl *F = memberFunction(Awaiter, "await_suspend");
  const Stmt *Body = bodyOf(F);
  if (!Body || F->getNumParams() != 1)
    return Suspension::Unknown;
  // As written: an instantiation's parameter is another declaration.
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
      Pattern && !F->hasBody())
    F = Pattern;
  const ParmVarDecl *Handle = F->getParamDecl(0);
  if (anyStatement(Body, [&](const Stmt &S) {
        const auto *Ref = dyn_cast<DeclRefExpr>(&S);
        return Ref && Ref->getDecl() == Handle;
      }))
    return Suspension::Elsewhere;
  if (F->getReturnType()->isVoidType())
    return Suspension::Always;
  // `false` means: go on; another handle means: go on with that.
  const auto *Value = dyn_cast_or_null<CXXBoolLiteralExpr>(onlyReturn(F));
  if (!Value)
    return Suspension::Unknown;
  return Value->getValue() ? Suspension::Always : Suspension::Never;
}

/// The awaiter class that \p F returns; for `auto` in a template, of what is
/// written there.
static const CXXRecordDecl *awaiterOf(const FunctionDecl &F) {
  if (const CXXRecordDecl *R = recordOf(F.getReturnType()))
    return R;
  if (const FunctionDecl *P = F.getTemplateInstantiationPattern())
    if (const CXXRecordDecl *R = recordOf(P->getReturnType()))
      return R;
  const Expr *Made = onlyReturn(&F);
  return Made ? recordOf(Made->getType()) : nullptr;
}

/// `suspend_always` and `suspend_never` of any namespace, also as a base.
static Suspension byName(const CXXRecordDecl &Awaiter) {
  if (Awaiter.getName() == "suspend_always")
    return Suspension::Always;
  if (Awaiter.getName() == "suspend_never")
    return Suspension::Never;
  const CXXRecordDecl *Def = definitionOf(Awaiter);
  if (!Def)
    return Suspension::Unknown;
  for (const Decl *D : Def->decls())
    if (const auto *F = dyn_cast<CXXMethodDecl>(D);
        F && F->getDeclName().isIdentifier() &&
        F->getName().starts_with("await_"))
      return Suspension::Unknown;
  for (const CXXBaseSpecifier &Base : Def->bases())
    if (const CXXRecordDecl *B = recordOf(Base.getType()))
      if (const Suspension S = byName(*B); S != Suspension::Unknown)
        return S;
  return Suspension::Unknown;
}

Suspension suspension(const CXXRecordDecl &R, const CXXRecordDecl &Promise,
                      StringRef Name) {
  const FunctionDecl *F = memberFunction(Promise, Name);
  const CXXRecordDecl *Awaiter = F ? awaiterOf(*F) : nullptr;
  if (!Awaiter)
    return Suspension::Unknown;
  if (const Suspension S = byName(*Awaiter); S != Suspension::Unknown)
    return S;
  const auto Ready =
      Constant(R, *Awaiter, *F)
          .of(onlyReturn(memberFunction(*Awaiter, "await_ready")));
  if (!Ready)
    return Suspension::Unknown;
  return *Ready ? Suspension::Never : handedOn(*Awaiter);
}

/// True if \p Body goes on with a coroutine or gives it to somebody who will.
static bool startsSomething(const Stmt *Body) {
  static constexpr llvm::StringLiteral Starts[] = {
      "resume", "schedule", "post",     "start",   "enqueue", "submit",
      "spawn",  "push",     "dispatch", "execute", "run",     "emplace"};
  return anyStatement(Body, [](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call)
      return false;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
      const CXXRecordDecl *R = Operator->getOperator() == OO_Call
                                   ? recordOf(Operator->getArg(0)->getType())
                                   : nullptr;
      return R && R->getName() == "coroutine_handle";
    }
    const auto Words =
        wordsOf(nameIn(*Call->getCallee()->IgnoreParenImpCasts()));
    return !Words.empty() && llvm::is_contained(Starts, Words.front());
  });
}

bool startsOnReturn(const CXXRecordDecl &R, const CXXRecordDecl &Promise) {
  if (startsSomething(bodyOf(memberFunction(Promise, "get_return_object"))))
    return true;
  const CXXRecordDecl *Def = definitionOf(R);
  return Def && llvm::any_of(Def->ctors(), [](const CXXConstructorDecl *C) {
           return !C->isCopyOrMoveConstructor() && startsSomething(bodyOf(C));
         });
}

} // namespace holdfast
