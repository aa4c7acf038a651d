// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Owners.h"

#include "checks/Inference.h"
#include "checks/Names.h"
#include "checks/OwnerLife.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

const ValueDecl *namedObject(const Expr &E) {
  const Expr *Inner = E.IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
    return Ref->getDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(Inner))
    return isa<FieldDecl>(Member->getMemberDecl()) ? Member->getMemberDecl()
                                                   : nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Inner))
    return Call->getNumArgs() == 0 && Call->getMethodDecl() &&
                   Call->getMethodDecl()->getDeclName().isIdentifier() &&
                   Call->getMethodDecl()->getName() == "get_executor"
               ? namedObject(*Call->getImplicitObjectArgument())
               : nullptr;
  if (const auto *Deref = dyn_cast<UnaryOperator>(Inner))
    return Deref->getOpcode() == UO_Deref ? namedObject(*Deref->getSubExpr())
                                          : nullptr;
  return nullptr;
}

namespace {

/// The class whose members code at \p Where can name without an object, or
/// nullptr. A const member function cannot change them.
const CXXRecordDecl *classAround(const Place &Where) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Where.Function);
  while (Method && Method->getParent()->isLambda()) {
    const CXXRecordDecl *Closure = Method->getParent();
    if (llvm::none_of(Closure->captures(),
                      // A copy of the object is not the object.
                      [](const LambdaCapture &C) {
                        return C.getCaptureKind() == LCK_This;
                      }))
      return nullptr;
    Method = dyn_cast_or_null<CXXMethodDecl>(Closure->getDeclContext());
  }
  if (!Method || Method->isStatic() || Method->isConst())
    return nullptr;
  return Method->getParent();
}

/// What is declared before \p Where in the blocks around it.
std::vector<const VarDecl *> localsBefore(const Place &Where,
                                          const SourceManager &SM) {
  std::vector<const VarDecl *> Locals;
  for (const Stmt *Around : Where.Path) {
    const auto *Block = dyn_cast<CompoundStmt>(Around);
    if (!Block)
      continue;
    for (const Stmt *S : Block->body()) {
      if (!SM.isBeforeInTranslationUnit(S->getEndLoc(),
                                        Where.Whole->getBeginLoc()))
        break;
      if (const auto *Declared = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Declared->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            Locals.push_back(Var);
    }
  }
  return Locals;
}

/// Calls \p Visit with each object that can be named at \p Where, in the order
/// member, parameter, local, global.
template <class Callback>
void forEachVisible(const Place &Where, const SourceManager &SM,
                    Callback Visit) {
  if (const CXXRecordDecl *Class = classAround(Where)) {
    for (const FieldDecl *Field : Class->fields())
      Visit(*Field);
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl();
          B && B->hasDefinition() && !Class->isDependentContext())
        for (const FieldDecl *Field : B->getDefinition()->fields())
          if (Field->getAccess() != AS_private)
            Visit(*Field);
  }
  if (!Where.Function)
    return;
  for (const ParmVarDecl *Param : Where.Function->parameters())
    if (!Param->getName().empty())
      Visit(*Param);
  const std::vector<const VarDecl *> Locals = localsBefore(Where, SM);
  for (const VarDecl *Local : llvm::reverse(Locals))
    Visit(*Local);
  const SourceLocation Here = Where.Function->getLocation();
  for (const DeclContext *C = Where.Function->getEnclosingNamespaceContext(); C;
       C = C->getParent())
    for (const Decl *D : C->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && SM.isBeforeInTranslationUnit(Var->getLocation(), Here) &&
          !SM.isInSystemHeader(Var->getLocation()))
        Visit(*Var);
}

/// The class of an object, of what it refers or points to, and how its members
/// are reached.
std::pair<const CXXRecordDecl *, const char *> reach(const ValueDecl &D) {
  QualType T = D.getType().getNonReferenceType();
  if (T.isConstQualified())
    return {nullptr, "."};
  if (T->isPointerType())
    return {recordOf(T->getPointeeType()), "->"};
  const auto *Smart = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (Smart && Smart->isInStdNamespace() &&
      (Smart->getName() == "unique_ptr" || Smart->getName() == "shared_ptr"))
    return {recordOf(Smart->getTemplateArgs()[0].getAsType()), "->"};
  return {recordOf(T), "."};
}

bool accepts(const catalogue::OwnerRow &Row, const TaskType &T,
             const catalogue::Catalogue &Rows) {
  if (!T.Record)
    return false;
  return Rows.accepts(Row, catalogueName(*T.Record)) ||
         (llvm::is_contained(Row.Accepts, "sender") && isSender(*T.Record));
}

/// The object on which an owner was constructed: `task_set tasks_{io_}`.
const ValueDecl *constructedOn(const ValueDecl &D) {
  const Expr *Init = nullptr;
  if (const auto *Var = dyn_cast<VarDecl>(&D))
    Init = Var->getInit();
  else if (const auto *Field = dyn_cast<FieldDecl>(&D))
    Init = Field->getInClassInitializer();
  if (!Init)
    return nullptr;
  const Expr *Inner = Init->IgnoreImplicit();
  if (const auto *List = dyn_cast<InitListExpr>(Inner);
      List && List->getNumInits() > 0)
    return namedObject(*List->getInit(0));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
      Construct && Construct->getNumArgs() > 0)
    return namedObject(*Construct->getArg(0));
  return nullptr;
}

} // namespace

std::vector<OwnerInScope> ownersInScope(const Place &Where, const TaskType &T,
                                        TaskModel &Model) {
  std::vector<OwnerInScope> Found;
  forEachVisible(Where, Model.context().getSourceManager(),
                 [&](const ValueDecl &D) {
                   const auto [Class, Access] = reach(D);
                   if (!Class)
                     return;
                   const auto *Row = Model.rows().owner(catalogueName(*Class));
                   // Where one failure ends everybody, moving work in is no
                   // repair.
                   if (!Row || Row->FailFast || !accepts(*Row, T, Model.rows()))
                     return;
                   OwnerInScope O;
                   O.Row = Row;
                   O.Decl = &D;
                   O.Root = Row->Lib->rootOf(catalogueName(*Class)).str();
                   O.Access = D.getNameAsString() + Access;
                   O.Executor = constructedOn(D);
                   O.Keeps = keepsTaskOf(D, *Row, Where, Model.context());
                   Found.push_back(std::move(O));
                 });
  return Found;
}

const CXXRecordDecl *classCalledOn(const CXXMemberCallExpr &Call) {
  const Expr *Object = Call.getImplicitObjectArgument()->IgnoreParenImpCasts();
  const QualType T = Object->getType().getNonReferenceType();
  return recordOf(T->isPointerType() ? T->getPointeeType() : T);
}

const catalogue::OwnerRow *ownerGivenTo(const CXXMemberCallExpr &Call,
                                        const catalogue::Catalogue &Rows) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const CXXRecordDecl *Class = Method ? classCalledOn(Call) : nullptr;
  if (!Class || !Method->getDeclName().isIdentifier())
    return nullptr;
  const auto *Row = Rows.owner(catalogueName(*Class));
  const std::string Member = "{o}." + Method->getName().str() + "(";
  if (!Row || (!StringRef(Row->Add).contains(Member) &&
               !StringRef(Row->AddOn).contains(Member)))
    return nullptr;
  return Row;
}

static bool isExecutor(const CXXRecordDecl &R, const TaskModel &Model,
                       unsigned Depth) {
  if (Model.rows().isExecutor(catalogueName(R)))
    return true;
  if (Depth > 4 || !R.hasDefinition())
    return false;
  return llvm::any_of(R.getDefinition()->bases(), [&](const auto &Base) {
    const CXXRecordDecl *B = recordOf(Base.getType());
    return B && isExecutor(*B, Model, Depth + 1);
  });
}

bool isExecutor(const CXXRecordDecl &R, const TaskModel &Model) {
  return isExecutor(R, Model, 0);
}

/// The first object whose class is \p Wanted, as an argument that is taken by
/// reference.
static std::string
firstInScope(const Place &Where, TaskModel &Model,
             llvm::function_ref<bool(const CXXRecordDecl &)> Wanted) {
  std::string Found;
  forEachVisible(Where, Model.context().getSourceManager(),
                 [&](const ValueDecl &D) {
                   if (!Found.empty())
                     return;
                   const auto [Class, Access] = reach(D);
                   if (!Class || !Wanted(*Class))
                     return;
                   Found = D.getNameAsString();
                   if (StringRef(Access) == "->")
                     Found = "*" + Found;
                 });
  return Found;
}

std::string executorInScope(const Place &Where, TaskModel &Model) {
  return firstInScope(Where, Model, [&](const CXXRecordDecl &Class) {
    return isExecutor(Class, Model);
  });
}

std::string objectInScope(const Place &Where, StringRef Type,
                          TaskModel &Model) {
  return firstInScope(Where, Model, [&](const CXXRecordDecl &Class) {
    return catalogueName(Class) == Type;
  });
}

/// True if \p A and \p B are specialisations of one template that differ at
/// most in their first argument: `awaitable<int, Ex>` and
/// `awaitable<void, Ex>`, but not with another executor.
static bool sameFamily(QualType A, QualType B) {
  auto Args = [](QualType T) -> llvm::ArrayRef<TemplateArgument> {
    if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
            T->getAsCXXRecordDecl()))
      return Spec->getTemplateArgs().asArray();
    return {};
  };
  const auto X = Args(A), Y = Args(B);
  if (X.size() != Y.size())
    return X.empty() || Y.empty(); // one of them is dependent
  for (size_t I = 1; I < X.size(); ++I)
    if (!X[I].structurallyEquals(Y[I]))
      return false;
  return true;
}

bool canAwait(const Place &Where, QualType Written, const TaskType &T,
              TaskModel &Model) {
  if (!Where.mayAwait() || !Model.isAwaitable(T))
    return false;
  const QualType Returned = Where.Function->getReturnType();
  const CXXRecordDecl *Coroutine = recordOf(Returned);
  if (!Coroutine)
    return false;
  const auto Outer = Model.classify(Returned);
  if (Outer && Outer->Record && T.Record &&
      catalogueName(*Outer->Record) == catalogueName(*T.Record))
    return sameFamily(Returned, Written);
  if (Outer && Outer->Row && T.Row && Outer->Row->Lib == T.Row->Lib)
    return true;
  // A generator's promise may not await at all; one with await_transform
  // decides for itself what it takes.
  if (!Outer && !Model.fireAndForget(Returned))
    return false;
  return !promiseTransformsAwait(*Coroutine, Model.context());
}

} // namespace holdfast
