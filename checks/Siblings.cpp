// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Siblings.h"

#include "checks/Closures.h"
#include "checks/Names.h"
#include "checks/Owners.h"
#include "checks/RowText.h"
#include "fixits/JoinCalls.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

/// The call whose value the statement \p S drops: all of `f();`, or of
/// `auto t = f();` where nothing names `t`.
static const CallExpr *droppedBy(const Stmt &S) {
  const Expr *Value = dyn_cast<Expr>(&S);
  if (const auto *Declared = dyn_cast<DeclStmt>(&S);
      Declared && Declared->isSingleDecl())
    if (const auto *Var = dyn_cast<VarDecl>(Declared->getSingleDecl());
        Var && Var->hasLocalStorage() && !Var->isReferenced() &&
        !Var->getType()->isReferenceType())
      Value = Var->getInit();
  return Value ? dyn_cast<CallExpr>(Value->IgnoreUnlessSpelledInSource())
               : nullptr;
}

/// True if the call may move past its neighbours: nothing runs before it is
/// awaited, and neither its arguments nor its object change anything.
static bool mayMove(const CallExpr &Call, const TaskType &T,
                    const ASTContext &Ctx) {
  return T.Starts == Start::Lazy && !danglingClosure(Call) &&
         !Call.getCallee()->HasSideEffects(Ctx) &&
         llvm::none_of(Call.arguments(), [&](const Expr *Argument) {
           return Argument->HasSideEffects(Ctx);
         });
}

/// True if a using-directive around \p Function names \p Namespace.
static bool alreadyUses(const FunctionDecl &Function, StringRef Namespace) {
  for (const DeclContext *C = &Function; C; C = C->getParent())
    for (const UsingDirectiveDecl *Using : C->using_directives())
      if (const NamespaceDecl *N = Using->getNominatedNamespace();
          N && displayName(*N) == Namespace)
        return true;
  return false;
}

std::optional<Fix> joinSiblings(const Expr &Call, const TaskType &T,
                                const Place &Where, TaskModel &Model) {
  const auto Block =
      llvm::find_if(llvm::reverse(Where.Path),
                    [](const Stmt *S) { return !isa<FullExpr>(S); });
  const auto *Around =
      Block == Where.Path.rend() ? nullptr : dyn_cast<CompoundStmt>(*Block);
  if (!T.Row || T.Row->JoinAll.empty() || !Around)
    return std::nullopt;

  llvm::SmallVector<const Stmt *, 4> Statements;
  llvm::SmallVector<const Expr *, 4> Calls;
  bool Here = false;
  for (const Stmt *S : Around->body()) {
    const CallExpr *Dropped = droppedBy(*S);
    const auto Type = Dropped ? Model.classifyValue(*Dropped) : std::nullopt;
    const bool Joins = Type && Type->Row == T.Row && !Type->Holder &&
                       mayMove(*Dropped, *Type, Model.context()) &&
                       canAwait(Where, Dropped->getType(), *Type, Model);
    if (Joins) {
      Statements.push_back(S);
      Calls.push_back(Dropped);
      Here |= Dropped == &Call;
    } else if (Here) {
      break;
    } else {
      Statements.clear();
      Calls.clear();
    }
  }
  if (!Here || Calls.size() < 2)
    return std::nullopt;

  const std::string Root = rootOf(T);
  std::string Using = fill(T.Row->JoinAllUsing, "{ns}", Root);
  if (alreadyUses(*Where.Function, Using))
    Using.clear();
  auto F = joinCalls(
      Statements, Calls, fill(T.Row->JoinAll, "{ns}", Root), Using,
      fmt::format("await '{}' and the {} dropped beside it together",
                  calleeName(Call), Calls.size() == 2 ? "task" : "tasks"),
      Model.context());
  if (F)
    F->Include = fill(T.Row->JoinAllHeader, "{ns}", fill(Root, "::", "/"));
  return F;
}

} // namespace holdfast
