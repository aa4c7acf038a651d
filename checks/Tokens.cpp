// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Tokens.h"

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

std::optional<Token> tokenOf(const CallExpr &Call,
                             const catalogue::SpawnRow &Row,
                             const catalogue::Catalogue &Rows) {
  const Expr *Last = lastArgument(Call);
  if (!Row.HasToken || !Last)
    return std::nullopt;

  Token Result;
  QualType T = Last->getType();
  // Eight adapters around one token is more than anybody writes.
  for (unsigned Level = 0; Level < 8; ++Level) {
    T = T.getNonReferenceType().getUnqualifiedType();
    const CXXRecordDecl *R = recordOf(T);
    if (!R)
      break;
    Result.Innermost = T;
    const std::string Name = catalogueName(*R);
    const catalogue::TokenAdapterRow *Adapter = Rows.tokenAdapter(Name);
    if (!Adapter) {
      Result.Case = Rows.tokenCase(Row, Name);
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
