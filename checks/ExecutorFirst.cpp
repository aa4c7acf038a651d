// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/ExecutorFirst.h"

#include "fixits/SourceGuards.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace holdfast {

/// True if \p S or something inside of it is a use or a declaration of
/// \p Name, unless it is qualified: `this_coro::executor`.
static bool mentions(const Stmt &S, StringRef Name) {
  auto IsIt = [&](const NamedDecl *D) {
    return D && D->getDeclName().isIdentifier() && D->getName() == Name;
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      Ref && !Ref->hasQualifier() && IsIt(Ref->getDecl()))
    return true;
  if (const auto *Member = dyn_cast<MemberExpr>(&S);
      Member && IsIt(Member->getMemberDecl()))
    return true;
  if (const auto *Declared = dyn_cast<DeclStmt>(&S))
    for (const Decl *D : Declared->decls())
      if (IsIt(dyn_cast<NamedDecl>(D)))
        return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && mentions(*Child, Name);
  });
}

/// How many calls in \p S have a closure beside `co_await`.
static unsigned countSuchCalls(const Stmt &S) {
  if (const auto *Call = dyn_cast<CallExpr>(&S);
      Call && llvm::any_of(Call->arguments(), awaits) &&
      llvm::any_of(Call->arguments(), [](const Expr *Argument) {
        return hasFragileTemporary(*Argument);
      }))
    return 1;
  unsigned Count = 0;
  for (const Stmt *Child : S.children())
    if (Child && !isa<LambdaExpr>(*Child))
      Count += countSuchCalls(*Child);
  return Count;
}

bool awaitsBesideClosure(const SpawnParts &Parts) {
  return awaits(Parts.Executor) && hasFragileTemporary(*Parts.Task);
}

bool nameExecutorFirst(SpawnParts &Parts, const Place &Where) {
  static constexpr llvm::StringLiteral Name = "executor";
  ArrayRef<const Stmt *> Around = Where.Path;
  while (!Around.empty() && isa<FullExpr>(Around.back()))
    Around = Around.drop_back();
  // In a switch a later label would jump over the new variable.
  if (Around.size() < 2 || !isa<CompoundStmt>(Around.back()) ||
      isa<SwitchStmt>(Around[Around.size() - 2]) || !Where.Function ||
      mentions(*Where.Path.front(), Name) ||
      countSuchCalls(*Where.Path.front()) != 1 ||
      llvm::any_of(Where.Function->parameters(),
                   [](const ParmVarDecl *P) { return P->getName() == Name; }))
    return false;
  Parts.ExecutorName = Name;
  return true;
}

} // namespace holdfast
