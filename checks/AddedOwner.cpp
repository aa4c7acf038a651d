// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/AddedOwner.h"

#include "checks/Names.h"
#include "fixits/AddMember.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

/// The member function that code at \p Where belongs to, through closures that
/// capture `this`.
static const CXXMethodDecl *memberFunctionAround(const Place &Where) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Where.Function);
  while (Method && Method->getParent()->isLambda()) {
    if (llvm::none_of(Method->getParent()->captures(),
                      [](const LambdaCapture &C) {
                        return C.getCaptureKind() == LCK_This;
                      }))
      return nullptr;
    const DeclContext *Around = Method->getParent()->getDeclContext();
    Method = dyn_cast<CXXMethodDecl>(Around);
  }
  return Method;
}

static bool hasBaseNamed(const CXXRecordDecl &Class, StringRef Name) {
  return llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
    if (const auto *Special =
            Base.getType()->getAs<TemplateSpecializationType>())
      if (const TemplateDecl *D =
              Special->getTemplateName().getAsTemplateDecl();
          D && D->getName() == Name)
        return true;
    const CXXRecordDecl *R = recordOf(Base.getType());
    return R &&
           (R->getName() == Name ||
            (R->hasDefinition() && hasBaseNamed(*R->getDefinition(), Name)));
  });
}

/// True if the class says how it is copied or moved, or is. A deleted operation
/// is none.
static bool isCopiedOrMoved(const CXXRecordDecl &Class) {
  auto Special = [](const CXXMethodDecl &M, bool IsOne) {
    if (!IsOne || M.isDeleted())
      return false;
    return !M.isImplicit() || M.isUsed(/*CheckUsedAttr=*/false) ||
           M.isReferenced();
  };
  for (const CXXConstructorDecl *C : Class.ctors())
    if (Special(*C, C->isCopyOrMoveConstructor()))
      return true;
  for (const CXXMethodDecl *M : Class.methods())
    if (Special(*M,
                M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator()))
      return true;
  return false;
}

/// True if every constructor of \p Class that the definition shows gives
/// \p Field its value before the owner is built.
static bool isBuiltAtOnce(const CXXRecordDecl &Class, const FieldDecl &Field) {
  if (Field.hasInClassInitializer())
    return true;
  bool Any = false;
  for (const CXXConstructorDecl *C : Class.ctors()) {
    if (C->isImplicit() || C->isDeleted() || C->isDelegatingConstructor())
      continue;
    Any = true;
    // What stands elsewhere is seen from some translation units only.
    if (!C->doesThisDeclarationHaveABody() ||
        llvm::none_of(C->inits(), [&](const CXXCtorInitializer *I) {
          return I->isWritten() && I->getAnyMember() == &Field;
        }))
      return false;
  }
  return Any;
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

/// Is a name declared in some body?
class Declares : public RecursiveASTVisitor<Declares> {
public:
  explicit Declares(StringRef Name) : Name(Name) {}
  bool VisitVarDecl(VarDecl *D) {
    Found |= D->getDeclName().isIdentifier() && D->getName() == Name;
    return !Found;
  }
  bool Found = false;

private:
  StringRef Name;
};

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

/// True if nothing that \p Method can name is called \p Name.
static bool isFree(StringRef Name, const CXXRecordDecl &Class,
                   const CXXMethodDecl &Method, ASTContext &Ctx) {
  if (Class.hasMemberName(&Ctx.Idents.get(Name)))
    return false;
  for (const ParmVarDecl *P : Method.parameters())
    if (P->getName() == Name)
      return false;
  Declares D(Name);
  D.TraverseStmt(Method.getBody());
  return !D.Found;
}

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

/// The only parameter of \p C that is an executor or a context, if an owner can
/// be built from it.
static const ParmVarDecl *executorAmong(const CXXConstructorDecl &C,
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

/// The constructor that builds every object of \p Class, where the class's own
/// text defines it.
static const CXXConstructorDecl *onlyConstructor(const CXXRecordDecl &Class) {
  const CXXConstructorDecl *Only = nullptr;
  for (const Decl *D : Class.decls()) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    if (isa<ConstructorUsingShadowDecl>(D))
      return nullptr;
    const auto *C = dyn_cast<CXXConstructorDecl>(D);
    if (!C || C->isImplicit() || C->isDeleted())
      continue;
    if (Only || C->getDescribedFunctionTemplate() ||
        !C->doesThisDeclarationHaveABody())
      return nullptr;
    Only = C;
  }
  return Only;
}

std::optional<AddedOwner> ownerToAdd(const Place &Where, const TaskType &T,
                                     TaskModel &Model) {
  const CXXMethodDecl *Method = memberFunctionAround(Where);
  if (!Method || Method->isStatic() || Method->isConst() ||
      isa<CXXDestructorDecl>(Method) || !Method->getBody())
    return std::nullopt;
  // In a constructor's initialisers the last member does not exist yet.
  if (isa<CXXConstructorDecl>(Method) &&
      !Model.context().getSourceManager().isPointWithin(
          Where.Whole->getBeginLoc(), Method->getBody()->getBeginLoc(),
          Method->getBody()->getEndLoc()))
    return std::nullopt;
  const CXXRecordDecl *Class = Method->getParent();
  if (!Class->isCompleteDefinition() || Class->isUnion() ||
      Class->isAggregate() || Class->isLocalClass() || Class->isLambda() ||
      Class->getName().empty() || isCopiedOrMoved(*Class) ||
      hasBaseNamed(*Class, "enable_shared_from_this"))
    return std::nullopt;

  const catalogue::OwnerRow *Row =
      Model.rows().memberOwner(catalogueName(*T.Record));
  if (!Row)
    return std::nullopt;
  AddedOwner A;
  A.InScope.Row = Row;
  A.Class = Class;
  const std::string Name = nameLikeItsMembers(*Class, "tasks");
  if (!isFree(Name, *Class, *Method, Model.context()))
    return std::nullopt;
  A.InScope.Access = Name + ".";
  const std::string Type =
      fmt::format("{}::{}", Row->Lib->Roots.front().substr(2), Row->Type);
  for (const FieldDecl *Field : Class->fields())
    if (const std::string Executor = executorFrom(*Class, *Field, Model);
        !Executor.empty()) {
      A.InScope.Executor = Field;
      A.Declaration = fmt::format("{} {}{{{}}};", Type, Name, Executor);
      return A;
    }
  A.Constructor = onlyConstructor(*Class);
  const ParmVarDecl *Given =
      A.Constructor ? executorAmong(*A.Constructor, Model) : nullptr;
  if (!Given || !isFree(Name, *Class, *A.Constructor, Model.context()))
    return std::nullopt;
  A.InScope.Executor = Given;
  A.Declaration = fmt::format("{} {};", Type, Name);
  A.Initializer = fmt::format("{}({})", Name, Given->getName().str());
  return A;
}

} // namespace holdfast
