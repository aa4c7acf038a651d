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
      for (const catalogue::TokenCase &Case : Row.Tokens)
        for (const std::string &Root : Row.Lib->Roots)
          if (Name == Root + "::" + Case.Token || Name == Case.Token)
            Result.Case = &Case;
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

const catalogue::SpawnRow *spawnRowOf(const CallExpr &Call,
                                      const catalogue::Catalogue &Rows) {
  const FunctionDecl *F = calleeOf(Call);
  if (!F || !F->getDeclName().isIdentifier() || !Rows.mayBeSpawn(F->getName()))
    return nullptr;
  unsigned Written = 0;
  for (const Expr *Arg : Call.arguments())
    Written += !isa<CXXDefaultArgExpr>(Arg);
  return Rows.spawn(catalogueName(*F), Written);
}

} // namespace holdfast
