// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/OwnerSource.h"

#include "checks/Names.h"
#include "checks/Owners.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace holdfast {

llvm::SmallVector<const CXXConstructorDecl *, 2>
constructorsOf(const CXXRecordDecl &Class) {
  const SourceManager &SM = Class.getASTContext().getSourceManager();
  const FileID Own = SM.getFileID(SM.getExpansionLoc(Class.getLocation()));
  llvm::SmallVector<const CXXConstructorDecl *, 2> Found;
  for (const Decl *D : Class.decls()) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    if (isa<ConstructorUsingShadowDecl>(D))
      return {};
    const auto *C = dyn_cast<CXXConstructorDecl>(D);
    if (!C || C->isImplicit() || C->isDeleted())
      continue;
    const FunctionDecl *Defined = nullptr;
    if (C->isDefaulted() || C->getDescribedFunctionTemplate() ||
        !C->hasBody(Defined) ||
        SM.getFileID(SM.getExpansionLoc(Defined->getLocation())) != Own)
      return {};
    C = cast<CXXConstructorDecl>(Defined);
    if (!C->isDelegatingConstructor())
      Found.push_back(C);
  }
  return Found;
}

/// True if every constructor of \p Class gives \p Field its value before the
/// owner is built.
static bool isBuiltAtOnce(const CXXRecordDecl &Class, const FieldDecl &Field) {
  if (Field.hasInClassInitializer())
    return true;
  const auto Constructors = constructorsOf(Class);
  return !Constructors.empty() &&
         llvm::all_of(Constructors, [&](const CXXConstructorDecl *C) {
           return llvm::any_of(C->inits(), [&](const CXXCtorInitializer *I) {
             return I->isWritten() && I->getAnyMember() == &Field;
           });
         });
}

static const CXXMethodDecl *getExecutorOf(const CXXRecordDecl &R,
                                          unsigned Depth = 0) {
  if (!R.hasDefinition() || Depth > 4)
    return nullptr;
  for (const CXXMethodDecl *M : R.getDefinition()->methods())
    if (M->getDeclName().isIdentifier() && M->getName() == "get_executor" &&
        M->getNumParams() == 0 && M->getAccess() == AS_public)
      return M;
  for (const CXXBaseSpecifier &Base : R.getDefinition()->bases())
    if (const CXXRecordDecl *B = recordOf(Base.getType());
        B && Base.getAccessSpecifier() == AS_public)
      if (const CXXMethodDecl *M = getExecutorOf(*B, Depth + 1))
        return M;
  return nullptr;
}

/// The text from which an owner is built that works on \p Field's executor, or
/// an empty string.
static std::string executorFrom(const CXXRecordDecl &Class,
                                const FieldDecl &Field,
                                const TaskModel &Model) {
  const QualType T = Field.getType();
  const CXXRecordDecl *R = recordOf(T.getNonReferenceType());
  if (!R || T->isPointerType() || Field.getName().empty() ||
      T.getNonReferenceType().isConstQualified())
    return "";
  const CXXMethodDecl *Get = getExecutorOf(*R);
  if (isExecutor(*R, Model)) {
    // A context is whole by itself; an executor may be empty until it is set.
    if (T->isReferenceType() || Get || isBuiltAtOnce(Class, Field))
      return Field.getName().str();
    return "";
  }
  // A socket, a timer, an acceptor: objects that work on an executor and are
  // not made without one.
  const CXXRecordDecl *Given = Get ? recordOf(Get->getReturnType()) : nullptr;
  if (!Given || !isExecutor(*Given, Model))
    return "";
  if (!T->isReferenceType() && R->getDefinition()->hasDefaultConstructor() &&
      !isBuiltAtOnce(Class, Field))
    return "";
  return Field.getName().str() + ".get_executor()";
}

namespace {

/// Is a parameter named in some expression?
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(const ParmVarDecl &P) : P(P) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    Found |= E->getDecl() == &P;
    return !Found;
  }
  bool Found = false;

private:
  const ParmVarDecl &P;
};

} // namespace

/// True if an owner can be built from \p P, an argument of \p C that is of
/// class
/// \p R, once the other members have what they want of it.
static bool isKept(const ParmVarDecl &P, const CXXRecordDecl &R,
                   const CXXConstructorDecl &C) {
  const QualType T = P.getType();
  if (T->isLValueReferenceType())
    return !T.getNonReferenceType().isConstQualified() ||
           llvm::any_of(R.ctors(), [](const CXXConstructorDecl *Copy) {
             return Copy->isCopyConstructor() && !Copy->isDeleted() &&
                    Copy->getAccess() == AS_public;
           });
  // An executor by value may have been moved into a member.
  return !T->isReferenceType() &&
         llvm::none_of(C.inits(), [&](const CXXCtorInitializer *I) {
           Mentions M(P);
           M.TraverseStmt(I->getInit());
           return M.Found;
         });
}

const ParmVarDecl *executorAmong(const CXXConstructorDecl &C,
                                 const TaskModel &Model) {
  const ParmVarDecl *Only = nullptr;
  for (const ParmVarDecl *P : C.parameters()) {
    const CXXRecordDecl *R = recordOf(P->getType().getNonReferenceType());
    if (!R || !R->hasDefinition() || !isExecutor(*R, Model))
      continue;
    if (Only || P->getName().empty() || !isKept(*P, *R->getDefinition(), C))
      return nullptr;
    Only = P;
  }
  return Only;
}

OwnerSource memberWithExecutor(const CXXRecordDecl &Class,
                               const TaskModel &Model) {
  for (const FieldDecl *Field : Class.fields())
    if (std::string Text = executorFrom(Class, *Field, Model); !Text.empty())
      return {Field, std::move(Text)};
  if (Class.isDependentContext())
    return {};
  for (const CXXBaseSpecifier &Specifier : Class.bases()) {
    const CXXRecordDecl *Base = Specifier.getType()->getAsCXXRecordDecl();
    Base = Base ? Base->getDefinition() : nullptr;
    if (!Base)
      continue;
    for (const FieldDecl *Field : Base->fields())
      if (Field->getAccess() != AS_private && Field->getIdentifier() &&
          Class.lookup(Field->getDeclName()).empty())
        if (std::string Text = executorFrom(*Base, *Field, Model);
            !Text.empty())
          return {Field, std::move(Text)};
  }
  return {};
}

} // namespace holdfast
