// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/CalleeSummary.h"

#include "checks/HandleUses.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

/// How far a handle is followed from function to function.
static constexpr unsigned MaxDepth = 3;

bool CalleeSummaries::ignores(const FunctionDecl &F, unsigned Index) {
  const FunctionDecl *Defined = nullptr;
  const Stmt *Body = F.getBody(Defined);
  if (!Body || !Defined || Index >= Defined->getNumParams() ||
      Defined->isDependentContext())
    return false;
  const SourceManager &SM = Model.context().getSourceManager();
  // The driver does not parse the bodies in system headers.
  if (SM.isInSystemHeader(SM.getExpansionLoc(Defined->getLocation())))
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Defined);
      Method && (Method->isVirtual() || isa<CXXConstructorDecl>(Method)))
    return false;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  if (Body->children().empty())
    return false;
  const ParmVarDecl *Param = Defined->getParamDecl(Index);
  if (Param->getName().empty() || Param->hasAttr<UnusedAttr>())
    return false;
  if (const auto It = Known.find(Param); It != Known.end())
    return It->second;
  const auto T = Model.classify(Param->getType().getNonReferenceType());
  if (!T || T->Holder || Depth >= MaxDepth || (T->Row && T->Row->TemporaryOnly))
    return false;
  // A function that calls itself passes the handle on.
  Known[Param] = false;
  ++Depth;
  TrackedHandle H;
  H.Decl = Param;
  H.Scope = Param;
  H.Type = *T;
  const TrackedHandle *Each[] = {&H};
  // `(void)param;` says that the parameter is not meant to be used.
  const HandleUses Uses(*Body, Each, Model, *this, /*VoidCastConsumes=*/true);
  const bool Ignored = llvm::all_of(Uses.of(*Param), [](const Mention &M) {
    return M.What == HandleUse::Look || M.Ignored;
  });
  --Depth;
  Known[Param] = Ignored;
  return Ignored;
}

} // namespace holdfast
