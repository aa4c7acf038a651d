// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Inference.h"

#include "checks/Names.h"
#include "checks/TaskModel.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

/// The definition to read members from: the class's own, or that of the
/// template it comes from where it was never instantiated.
static const CXXRecordDecl *definitionOf(const CXXRecordDecl &R) {
  if (const CXXRecordDecl *Def = R.getDefinition())
    return Def;
  if (const CXXRecordDecl *Pattern = R.getTemplateInstantiationPattern())
    return Pattern->getDefinition();
  // A specialisation that was only named: `task<int> f();`.
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R))
    return Spec->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  return nullptr;
}

static const NamedDecl *findMember(const CXXRecordDecl &R, StringRef Name,
                                   unsigned Depth = 0) {
  const CXXRecordDecl *Def = definitionOf(R);
  if (!Def || Depth > 8)
    return nullptr;
  const auto &Identifiers = Def->getASTContext().Idents;
  const auto It = Identifiers.find(Name);
  if (It == Identifiers.end())
    return nullptr;
  for (const NamedDecl *D : Def->lookup(It->second))
    return D->getUnderlyingDecl();
  for (const CXXBaseSpecifier &Base : Def->bases())
    if (const CXXRecordDecl *B = recordOf(Base.getType()))
      if (const NamedDecl *D = findMember(*B, Name, Depth + 1))
        return D;
  return nullptr;
}

bool hasMember(const CXXRecordDecl &R, StringRef Name) {
  return findMember(R, Name) != nullptr;
}

bool hasAwaiterMembers(const CXXRecordDecl &R) {
  if (hasMember(R, "await_ready") && hasMember(R, "await_resume"))
    return true;
  const CXXRecordDecl *Def = definitionOf(R);
  if (!Def)
    return false;
  for (const Decl *D : Def->decls()) {
    const FunctionDecl *F = D->getAsFunction();
    if (F && F->getOverloadedOperator() == OO_Coawait)
      return true;
  }
  for (const CXXBaseSpecifier &Base : Def->bases())
    if (const CXXRecordDecl *B = recordOf(Base.getType()))
      if (hasAwaiterMembers(*B))
        return true;
  return false;
}

/// The class that \p Name, a member type of \p R, stands for.
static const CXXRecordDecl *memberType(const CXXRecordDecl &R, StringRef Name) {
  const NamedDecl *D = findMember(R, Name);
  if (const auto *Type = dyn_cast_or_null<TypedefNameDecl>(D))
    return recordOf(Type->getUnderlyingType());
  return dyn_cast_or_null<CXXRecordDecl>(D);
}

/// Looks for the promise in the specialisations of std::coroutine_traits, which
/// is how a type gets a promise without a nested promise_type.
static const CXXRecordDecl *promiseFromTraits(const CXXRecordDecl &R,
                                              ASTContext &Ctx) {
  const auto It = Ctx.Idents.find("coroutine_traits");
  const auto Std = Ctx.Idents.find("std");
  if (It == Ctx.Idents.end() || Std == Ctx.Idents.end())
    return nullptr;
  const CXXRecordDecl *Wanted = R.getTemplateInstantiationPattern();
  if (!Wanted)
    Wanted = &R;
  auto Speaks = [&](const TemplateArgument &First) {
    if (First.getKind() != TemplateArgument::Type)
      return false;
    const CXXRecordDecl *Named = recordOf(First.getAsType());
    if (!Named)
      return false;
    const CXXRecordDecl *Pattern = Named->getTemplateInstantiationPattern();
    return (Pattern ? Pattern : Named)->getCanonicalDecl() ==
           Wanted->getCanonicalDecl();
  };
  for (const NamedDecl *NS :
       Ctx.getTranslationUnitDecl()->lookup(Std->second)) {
    const auto *Space = dyn_cast<NamespaceDecl>(NS);
    if (!Space)
      continue;
    for (const NamedDecl *D : Space->lookup(It->second)) {
      const auto *Traits = dyn_cast<ClassTemplateDecl>(D);
      if (!Traits)
        continue;
      for (const ClassTemplateSpecializationDecl *S : Traits->specializations())
        if (S->getTemplateArgs().size() && Speaks(S->getTemplateArgs()[0]))
          if (const CXXRecordDecl *P = memberType(*S, "promise_type"))
            return P;
      llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partial;
      const_cast<ClassTemplateDecl *>(Traits)->getPartialSpecializations(
          Partial);
      for (const ClassTemplatePartialSpecializationDecl *S : Partial)
        if (S->getTemplateArgs().size() && Speaks(S->getTemplateArgs()[0]))
          if (const CXXRecordDecl *P = memberType(*S, "promise_type"))
            return P;
    }
  }
  return nullptr;
}

/// The body of \p F, or of the template it was made from.
static const Stmt *bodyOf(const FunctionDecl *F) {
  if (!F)
    return nullptr;
  if (const Stmt *Body = F->getBody())
    return Body;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    return Pattern->getBody();
  return nullptr;
}

static const FunctionDecl *memberFunction(const CXXRecordDecl &R,
                                          StringRef Name) {
  const NamedDecl *D = findMember(R, Name);
  return D ? D->getAsFunction() : nullptr;
}

template <class Predicate>
static bool anyStatement(const Stmt *S, const Predicate &Holds) {
  if (!S)
    return false;
  if (Holds(*S))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return anyStatement(Child, Holds);
  });
}

/// True if \p S names something called \p Name: a function, a member, also a
/// dependent one.
static bool names(const Stmt &S, StringRef Name) {
  if (const auto *M = dyn_cast<MemberExpr>(&S))
    return M->getMemberNameInfo().getAsString() == Name;
  if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(&S))
    return M->getMember().getAsString() == Name;
  if (const auto *R = dyn_cast<DeclRefExpr>(&S))
    return R->getNameInfo().getAsString() == Name;
  if (const auto *O = dyn_cast<OverloadExpr>(&S))
    return O->getName().getAsString() == Name;
  if (const auto *R = dyn_cast<DependentScopeDeclRefExpr>(&S))
    return R->getDeclName().getAsString() == Name;
  return false;
}

enum class Suspends { Unknown, Always, Never };

/// Whether the awaiter that `Promise.Name()` returns suspends.
static Suspends suspension(const CXXRecordDecl &Promise, StringRef Name) {
  const FunctionDecl *F = memberFunction(Promise, Name);
  if (!F)
    return Suspends::Unknown;
  const CXXRecordDecl *Awaiter = recordOf(F->getReturnType());
  if (!Awaiter) // `auto initial_suspend()` in a template
    if (const FunctionDecl *P = F->getTemplateInstantiationPattern())
      Awaiter = recordOf(P->getReturnType());
  if (!Awaiter)
    return Suspends::Unknown;
  if (Awaiter->getName() == "suspend_always")
    return Suspends::Always;
  if (Awaiter->getName() == "suspend_never")
    return Suspends::Never;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(
      bodyOf(memberFunction(*Awaiter, "await_ready")));
  if (!Body || Body->size() != 1)
    return Suspends::Unknown;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  const auto *Value = Return && Return->getRetValue()
                          ? dyn_cast<CXXBoolLiteralExpr>(
                                Return->getRetValue()->IgnoreImplicit())
                          : nullptr;
  if (!Value)
    return Suspends::Unknown;
  return Value->getValue() ? Suspends::Never : Suspends::Always;
}

/// True if the destructor of \p R, or of a member or base of it, destroys a
/// coroutine.
static bool destroysFrame(const CXXRecordDecl &R, unsigned Depth = 0) {
  const CXXRecordDecl *Def = definitionOf(R);
  if (!Def || Depth > 2)
    return false;
  if (anyStatement(bodyOf(Def->getDestructor()), [](const Stmt &S) {
        return names(S, "destroy") || names(S, "reset") || names(S, "cancel");
      }))
    return true;
  for (const FieldDecl *Field : Def->fields())
    if (const CXXRecordDecl *Member = recordOf(Field->getType()))
      if (Member->getName() != "coroutine_handle" &&
          destroysFrame(*Member, Depth + 1))
        return true;
  for (const CXXBaseSpecifier &Base : Def->bases())
    if (const CXXRecordDecl *B = recordOf(Base.getType()))
      if (destroysFrame(*B, Depth + 1))
        return true;
  return false;
}

/// True if \p R, or a member or base of it, has a destructor whose body cannot
/// be seen here: it is defined elsewhere, or clangd did not parse it.
static bool hasUnseenDestructor(const CXXRecordDecl &R, unsigned Depth = 0) {
  const CXXRecordDecl *Def = definitionOf(R);
  if (!Def || Depth > 2)
    return false;
  const CXXDestructorDecl *Destructor = Def->getDestructor();
  if (Destructor && Destructor->isUserProvided() && !bodyOf(Destructor))
    return true;
  auto Unseen = [&](QualType T) {
    const CXXRecordDecl *Part = recordOf(T);
    return Part && hasUnseenDestructor(*Part, Depth + 1);
  };
  return llvm::any_of(
             Def->fields(),
             [&](const FieldDecl *F) { return Unseen(F->getType()); }) ||
         llvm::any_of(Def->bases(), [&](const CXXBaseSpecifier &Base) {
           return Unseen(Base.getType());
         });
}

static ErrorFate errorFate(const CXXRecordDecl &Promise) {
  const Stmt *Body = bodyOf(memberFunction(Promise, "unhandled_exception"));
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Block)
    return ErrorFate::Unknown;
  if (Block->body_empty())
    return ErrorFate::Swallowed;
  if (anyStatement(Body, [](const Stmt &S) {
        const auto *Throw = dyn_cast<CXXThrowExpr>(&S);
        return (Throw && !Throw->getSubExpr()) || names(S, "rethrow_exception");
      }))
    return ErrorFate::EscapesLoop;
  if (anyStatement(Body, [](const Stmt &S) {
        return names(S, "terminate") || names(S, "abort");
      }))
    return ErrorFate::Terminates;
  if (anyStatement(Body,
                   [](const Stmt &S) { return names(S, "current_exception"); }))
    return ErrorFate::Swallowed;
  return ErrorFate::Unknown;
}

static bool isGenerator(const CXXRecordDecl &R, const CXXRecordDecl &Promise) {
  if (hasMember(R, "begin") && hasMember(R, "end"))
    return true;
  return hasMember(Promise, "yield_value") && !hasAwaiterMembers(R);
}

static const CXXRecordDecl *promiseOf(const CXXRecordDecl &Def,
                                      ASTContext &Ctx) {
  if (const CXXRecordDecl *Promise = memberType(Def, "promise_type"))
    return Promise;
  return promiseFromTraits(Def, Ctx);
}

bool promiseTransformsAwait(const CXXRecordDecl &R, ASTContext &Ctx) {
  const CXXRecordDecl *Def = definitionOf(R);
  const CXXRecordDecl *Promise = Def ? promiseOf(*Def, Ctx) : nullptr;
  return !Promise || hasMember(*Promise, "await_transform");
}

std::optional<CoroutineFacts> inferCoroutine(const CXXRecordDecl &R,
                                             ASTContext &Ctx) {
  const CXXRecordDecl *Def = definitionOf(R);
  if (!Def)
    return std::nullopt;
  const CXXRecordDecl *Promise = promiseOf(*Def, Ctx);
  if (!Promise || !definitionOf(*Promise)) {
    if (!Def->hasAttr<CoroReturnTypeAttr>())
      return std::nullopt;
    return CoroutineFacts{};
  }
  if (!hasMember(*Promise, "initial_suspend") || isGenerator(*Def, *Promise))
    return std::nullopt;

  CoroutineFacts Facts;
  Facts.Errors = errorFate(*Promise);
  const Suspends Initial = suspension(*Promise, "initial_suspend");
  const Suspends Final = suspension(*Promise, "final_suspend");
  const bool HoldsNothing =
      Def->field_empty() && Def->getNumBases() == 0 && !hasAwaiterMembers(*Def);
  if (Initial == Suspends::Always) {
    Facts.Starts = Start::Lazy;
    Facts.Drop = Consequence::NeverStarts;
    Facts.Errors = ErrorFate::None;
  } else if (Initial == Suspends::Never) {
    Facts.Starts = Start::Eager;
    Facts.FireAndForget = Final == Suspends::Never && HoldsNothing;
    if (destroysFrame(*Def))
      Facts.Drop = Consequence::Cancels;
    else if (!hasUnseenDestructor(*Def))
      Facts.Drop = Consequence::Detaches;
  } else {
    Facts.FireAndForget = Final == Suspends::Never && HoldsNothing;
  }
  return Facts;
}

} // namespace holdfast
