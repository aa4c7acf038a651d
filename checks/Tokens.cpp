// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Tokens.h"

#include "checks/Handlers.h"
#include "checks/Names.h"
#include "checks/TaskModel.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace holdfast {

/// The type argument of the template that \p T is a specialisation of.
static QualType typeArgument(QualType T, unsigned Index) {
  llvm::ArrayRef<TemplateArgument> Args;
  if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          T->getAsCXXRecordDecl()))
    Args = Spec->getTemplateArgs().asArray();
  else if (const auto *Dependent = T->getAs<TemplateSpecializationType>())
    Args = Dependent->template_arguments();
  if (Index >= Args.size() || Args[Index].getKind() != TemplateArgument::Type)
    return {};
  return Args[Index].getAsType();
}

const Expr *lastArgument(const CallExpr &Call) {
  const Expr *Last = nullptr;
  for (const Expr *Arg : Call.arguments())
    if (!isa<CXXDefaultArgExpr>(Arg))
      Last = Arg;
  return Last;
}

/// The token inside of the adapters around \p T. Its Case is left open.
static Token innermost(QualType T, const catalogue::Catalogue &Rows,
                       std::string &Name) {
  Token Result;
  // Eight adapters around one token is more than anybody writes.
  for (unsigned Level = 0; Level < 8; ++Level) {
    T = T.getNonReferenceType().getUnqualifiedType();
    const CXXRecordDecl *R = recordOf(T);
    if (!R)
      break;
    Result.Innermost = T;
    const std::string Own = catalogueName(*R);
    const catalogue::TokenAdapterRow *Adapter = Rows.tokenAdapter(Own);
    if (!Adapter) {
      Name = Own;
      break;
    }
    Result.Bound |= !Adapter->Droppable;
    const QualType Inner = typeArgument(T, Adapter->Inner);
    if (Inner.isNull())
      break;
    T = Inner;
  }
  if (Result.Innermost.isNull())
    Result.Innermost = T;
  return Result;
}

std::optional<Token> tokenOf(const CallExpr &Call,
                             const catalogue::SpawnRow &Row,
                             const catalogue::Catalogue &Rows) {
  const Expr *Last = lastArgument(Call);
  if (!Row.HasToken || !Last)
    return std::nullopt;
  std::string Name;
  Token Result = innermost(Last->getType(), Rows, Name);
  if (!Name.empty())
    Result.Case = Rows.tokenCase(Row, Name);
  return Result;
}

/// True if a function type inside of \p T, the signature of an operation, has a
/// `std::exception_ptr`: `deferred_async_operation<void(std::exception_ptr),
/// ...>`, also as one of a group.
static bool tellsOfExceptions(QualType T, unsigned Depth = 0) {
  if (const auto *F = T->getAs<FunctionProtoType>())
    return llvm::any_of(F->param_types(), isExceptionPtr);
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (!Spec || Depth > 2)
    return false;
  for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray()) {
    llvm::ArrayRef<TemplateArgument> Each = Arg;
    if (Arg.getKind() == TemplateArgument::Pack)
      Each = Arg.getPackAsArray();
    for (const TemplateArgument &One : Each)
      if (One.getKind() == TemplateArgument::Type &&
          tellsOfExceptions(One.getAsType(), Depth + 1))
        return true;
  }
  return false;
}

std::optional<DetachedOperation>
detachedOperation(const CallExpr &Call, const catalogue::Catalogue &Rows) {
  const FunctionDecl *F = calleeOf(Call);
  const Expr *Last = lastArgument(Call);
  if (!F || !Last || isPassedOn(*Last))
    return std::nullopt;
  // What the operation is asked of: `timer` of `timer.async_wait(detached)`,
  // the operation itself in `co_spawn(ex, f, deferred)(detached)`.
  const Expr *Object = nullptr;
  DetachedOperation Result;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Operator->getOperator() != OO_Call || Operator->getNumArgs() < 2)
      return std::nullopt;
    Object = Operator->getArg(0);
    const CXXRecordDecl *R = recordOf(Object->getType());
    const auto *Row = R ? Rows.handle(catalogueName(*R)) : nullptr;
    if (!Row || !llvm::is_contained(Row->Observe, "operator()"))
      return std::nullopt;
    Result.Starter = Object->IgnoreUnlessSpelledInSource();
  } else {
    if (!F->getDeclName().isIdentifier() || !Rows.isInitiating(F->getName()))
      return std::nullopt;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
      Object = Member->getImplicitObjectArgument();
    Result.Starter = &Call;
  }
  std::string Name;
  innermost(Last->getType(), Rows, Name);
  const auto [Case, Lib] = Rows.detachingToken(Name);
  if (!Case)
    return std::nullopt;
  Result.Case = Case;
  Result.Lib = Lib;
  Result.LosesException =
      Object && tellsOfExceptions(Object->getType().getNonReferenceType());
  return Result;
}

/// \p E without std::move, std::forward and what the compiler put around it.
static const Expr *unforwarded(const Expr &E) {
  const Expr *Inner = E.IgnoreUnlessSpelledInSource();
  const auto *Call = dyn_cast<CallExpr>(Inner);
  const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
  if (F && F->isInStdNamespace() && Call->getNumArgs() == 1)
    Inner = Call->getArg(0)->IgnoreUnlessSpelledInSource();
  return Inner;
}

bool isPassedOn(const Expr &Token) {
  const Expr *Inner = unforwarded(Token);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
    return isa<ParmVarDecl>(Ref->getDecl());
  return isa<MemberExpr>(Inner);
}

/// The first spawn in \p S whose token is \p Param.
static const CallExpr *spawnWith(const Stmt *S, const ParmVarDecl &Param,
                                 const catalogue::Catalogue &Rows) {
  if (!S)
    return nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const Expr *Last = lastArgument(*Call);
    const auto *Ref =
        Last ? dyn_cast<DeclRefExpr>(unforwarded(*Last)) : nullptr;
    if (Ref && Ref->getDecl() == &Param && spawnRowOf(*Call, Rows))
      return Call;
  }
  for (const Stmt *Child : S->children())
    if (const CallExpr *Found = spawnWith(Child, Param, Rows))
      return Found;
  return nullptr;
}

/// True if \p R is a token or wraps one, so that a look into the function that
/// takes it may pay.
static bool isToken(const CXXRecordDecl &R, const catalogue::Catalogue &Rows) {
  if (!R.getDeclName().isIdentifier() || R.isLambda())
    return false;
  const std::string Name = catalogueName(R);
  if (Rows.tokenAdapter(Name))
    return true;
  for (const auto &Lib : Rows.libraries())
    for (const catalogue::SpawnRow &Row : Lib->Spawns)
      if (Rows.tokenCase(Row, Name))
        return true;
  return false;
}

std::optional<PassedToken> detachedThrough(const CallExpr &Call,
                                           const catalogue::Catalogue &Rows) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !F->isTemplateInstantiation() || F->isInStdNamespace() ||
      !F->getBody())
    return std::nullopt;
  for (const ParmVarDecl *Param : F->parameters()) {
    const CXXRecordDecl *R = recordOf(Param->getType().getNonReferenceType());
    if (!R || !isToken(*R, Rows))
      continue;
    const CallExpr *Spawn = spawnWith(F->getBody(), *Param, Rows);
    if (!Spawn)
      continue;
    const catalogue::SpawnRow *Row = spawnRowOf(*Spawn, Rows);
    const auto Tok = tokenOf(*Spawn, *Row, Rows);
    if (Tok && Tok->Case && Tok->Case->Detached)
      return PassedToken{Row, Tok->Case};
  }
  return std::nullopt;
}

const catalogue::SpawnRow *spawnRowOf(const CallExpr &Call,
                                      const catalogue::Catalogue &Rows) {
  const NamedDecl *F = namedCallee(Call);
  if (!F || !F->getDeclName().isIdentifier() || !Rows.mayBeSpawn(F->getName()))
    return nullptr;
  unsigned Written = 0;
  for (const Expr *Arg : Call.arguments())
    Written += !isa<CXXDefaultArgExpr>(Arg);
  // The first one is the function object itself.
  if (isa<CXXOperatorCallExpr>(Call))
    --Written;
  return Rows.spawn(catalogueName(*F), Written);
}

} // namespace holdfast
