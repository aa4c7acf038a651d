// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/AddedOwner.h"

#include "checks/Names.h"
#include "checks/OwnerSource.h"
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

/// Has every constructor of \p A's class build the owner \p Name from what it
/// is given. False where one of them is given nothing.
static bool buildInConstructors(AddedOwner &A, StringRef Name,
                                const CXXMethodDecl &Method, TaskModel &Model) {
  for (const CXXConstructorDecl *C : constructorsOf(*A.Class)) {
    const ParmVarDecl *Given = executorAmong(*C, Model);
    if (!Given || !isFree(Name, *A.Class, *C, Model.context()))
      return false;
    if (!A.InScope.Executor || C == &Method)
      A.InScope.Executor = Given;
    A.Initializers.push_back(
        {C, fmt::format("{}({})", Name.str(), Given->getName().str())});
  }
  return !A.Initializers.empty();
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
  if (const OwnerSource From = memberWithExecutor(*Class, Model); From.Field) {
    A.InScope.Executor = From.Field;
    A.Declaration = fmt::format("{} {}{{{}}};", Type, Name, From.Text);
    return A;
  }
  if (!buildInConstructors(A, Name, *Method, Model))
    return std::nullopt;
  A.Declaration = fmt::format("{} {};", Type, Name);
  return A;
}

} // namespace holdfast
