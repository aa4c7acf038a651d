// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Members.h"

#include "checks/TaskModel.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

const CXXRecordDecl *definitionOf(const CXXRecordDecl &R) {
  if (const CXXRecordDecl *Def = R.getDefinition())
    return Def;
  if (const CXXRecordDecl *Pattern = R.getTemplateInstantiationPattern())
    return Pattern->getDefinition();
  // A specialisation that was only named: `task<int> f();`.
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R))
    return Spec->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  return nullptr;
}

static const NamedDecl *find(const CXXRecordDecl &R, StringRef Name,
                             unsigned Depth) {
  const CXXRecordDecl *Def = definitionOf(R);
  if (!Def || Depth > 8)
    return nullptr;
  // Made if need be: a name of a precompiled header may not be there yet.
  for (const NamedDecl *D : Def->lookup(&Def->getASTContext().Idents.get(Name)))
    return D->getUnderlyingDecl();
  for (const CXXBaseSpecifier &Base : Def->bases())
    if (const CXXRecordDecl *B = recordOf(Base.getType()))
      if (const NamedDecl *D = find(*B, Name, Depth + 1))
        return D;
  return nullptr;
}

const NamedDecl *findMember(const CXXRecordDecl &R, StringRef Name) {
  return find(R, Name, 0);
}

bool hasMember(const CXXRecordDecl &R, StringRef Name) {
  return findMember(R, Name) != nullptr;
}

const FunctionDecl *memberFunction(const CXXRecordDecl &R, StringRef Name) {
  const NamedDecl *D = findMember(R, Name);
  return D ? D->getAsFunction() : nullptr;
}

const CXXRecordDecl *memberType(const CXXRecordDecl &R, StringRef Name) {
  const NamedDecl *D = findMember(R, Name);
  if (const auto *Type = dyn_cast_or_null<TypedefNameDecl>(D))
    return recordOf(Type->getUnderlyingType());
  return dyn_cast_or_null<CXXRecordDecl>(D);
}

/// The class or the template that \p R was made from.
static const Decl *family(const CXXRecordDecl *R) {
  if (R)
    if (const CXXRecordDecl *Pattern = R->getTemplateInstantiationPattern())
      R = Pattern;
  return R ? R->getCanonicalDecl() : nullptr;
}

/// True if a free `operator co_await` beside \p R takes one.
static bool hasFreeAwait(const CXXRecordDecl &R) {
  const DeclarationName Name =
      R.getASTContext().DeclarationNames.getCXXOperatorName(OO_Coawait);
  const DeclContext *Home = R.getDeclContext()->getEnclosingNamespaceContext();
  return llvm::any_of(Home->lookup(Name), [&](const NamedDecl *D) {
    const FunctionDecl *F = D->getAsFunction();
    return F && F->getNumParams() == 1 &&
           family(
               recordOf(F->getParamDecl(0)->getType().getNonReferenceType())) ==
               family(&R);
  });
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
  return hasFreeAwait(R);
}

const Stmt *bodyOf(const FunctionDecl *F) {
  if (!F)
    return nullptr;
  if (const Stmt *Body = F->getBody())
    return Body;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    return Pattern->getBody();
  return nullptr;
}

std::string nameIn(const Stmt &S) {
  if (const auto *M = dyn_cast<MemberExpr>(&S))
    return M->getMemberNameInfo().getAsString();
  if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(&S))
    return M->getMember().getAsString();
  if (const auto *R = dyn_cast<DeclRefExpr>(&S))
    return R->getNameInfo().getAsString();
  if (const auto *O = dyn_cast<OverloadExpr>(&S))
    return O->getName().getAsString();
  if (const auto *R = dyn_cast<DependentScopeDeclRefExpr>(&S))
    return R->getDeclName().getAsString();
  return "";
}

bool mentions(const Stmt *S, StringRef Name) {
  return anyStatement(S,
                      [&](const Stmt &Part) { return nameIn(Part) == Name; });
}

bool isInSystemHeader(const CXXRecordDecl &R) {
  const SourceManager &SM = R.getASTContext().getSourceManager();
  return SM.isInSystemHeader(SM.getExpansionLoc(R.getLocation()));
}

} // namespace holdfast
