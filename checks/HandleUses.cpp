// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/HandleUses.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

const FieldDecl *ownMember(const Expr &E) {
  const auto *Member = dyn_cast<MemberExpr>(E.IgnoreParenImpCasts());
  if (!Member || !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    return nullptr;
  return dyn_cast<FieldDecl>(Member->getMemberDecl());
}

HandleUses::HandleUses(const Stmt &Body,
                       ArrayRef<const TrackedHandle *> Handles,
                       TaskModel &Model, CalleeSummaries &Callees,
                       bool VoidCastConsumes)
    : Model(Model), Callees(Callees), VoidCastConsumes(VoidCastConsumes) {
  for (const TrackedHandle *H : Handles)
    Tracked[H->Decl] = H;
  walk(&Body);
}

ArrayRef<Mention> HandleUses::of(const ValueDecl &D) const {
  const auto It = Found.find(&D);
  return It == Found.end() ? ArrayRef<Mention>() : ArrayRef(It->second);
}

void HandleUses::mention(const Expr &Ref, const TrackedHandle &H) {
  if (Inside) {
    // Whoever calls the closure may do anything, and at any time.
    Mention M;
    M.Ref = &Ref;
    M.At = Inside;
    Found[H.Decl].push_back(M);
    return;
  }
  Found[H.Decl].push_back(
      mentionOf(Ref, H, Path, Model, Callees, VoidCastConsumes));
}

void HandleUses::walk(const Stmt *S) {
  if (!S)
    return;
  Catches |= isa<CXXTryStmt>(S);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto It = Tracked.find(Ref->getDecl()); It != Tracked.end())
      mention(*Ref, *It->second);
    return;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    if (const FieldDecl *Field = ownMember(*Member))
      if (const auto It = Tracked.find(Field); It != Tracked.end())
        return mention(*Member, *It->second);
  // What a co_await is made of stands beside its operand once more.
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(S)) {
    Path.push_back(S);
    walk(Await->getOperand());
    Path.pop_back();
    return;
  }
  if (const auto *Return = dyn_cast<CoreturnStmt>(S)) {
    Path.push_back(S);
    walk(Return->getOperand());
    Path.pop_back();
    return;
  }
  if (const auto *Closure = dyn_cast<LambdaExpr>(S)) {
    Path.push_back(S);
    for (const Expr *Init : Closure->capture_inits())
      walk(Init);
    const LambdaExpr *Outer = Inside;
    if (!Inside)
      Inside = Closure;
    walk(Closure->getBody());
    Inside = Outer;
    Path.pop_back();
    return;
  }
  Path.push_back(S);
  for (const Stmt *Child : S->children())
    walk(Child);
  Path.pop_back();
}

} // namespace holdfast
