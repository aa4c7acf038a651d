// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/MemberHandles.h"

#include "checks/HandleOrigin.h"
#include "checks/TrackedHandles.h"

#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

/// True if nothing but the class's own functions can name its private members.
static bool isClosed(const CXXRecordDecl &R) {
  if (R.isLambda() || R.isDependentContext() || R.hasFriends())
    return false;
  return llvm::none_of(R.decls(), [](const Decl *D) {
    const auto *Nested = dyn_cast<CXXRecordDecl>(D);
    return isa<FunctionTemplateDecl, ClassTemplateDecl>(D) ||
           (Nested && !Nested->isInjectedClassName());
  });
}

namespace {

/// Looks for the member in other objects of the class.
class OtherObjects : public RecursiveASTVisitor<OtherObjects> {
public:
  explicit OtherObjects(const FieldDecl &Field) : Field(Field) {}
  bool VisitMemberExpr(MemberExpr *E) {
    Found |= E->getMemberDecl() == &Field && ownMember(*E) != &Field;
    return !Found;
  }
  bool found() const { return Found; }

private:
  const FieldDecl &Field;
  bool Found = false;
};

} // namespace

/// True if a member's destructor is a good place for such a handle to end.
static bool endsWell(const TaskType &T) {
  return T.Drop == Consequence::Blocks || T.Drop == Consequence::Cancels ||
         T.Drop == Consequence::CancelsBlocks || T.Drop == Consequence::Unknown;
}

std::optional<ForgottenMember> forgottenMember(const FieldDecl &Field,
                                               TaskModel &Model,
                                               CalleeSummaries &Callees) {
  const auto *R = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (!R || Field.getAccess() != AS_private || !isClosed(*R))
    return std::nullopt;
  auto H = handleIn(Field, Model);
  if (!H || endsWell(H->Type))
    return std::nullopt;
  ForgottenMember Result;
  // What a function makes may end better than its type says.
  auto Fills = [&](const Expr *Value) {
    if (!Value)
      return false;
    const Expr *Made = makerOf(*Value);
    const auto T = Model.classifyValue(*Made);
    if (H->Many ? T && !T->Holder && endsWell(*T) : !T || endsWell(*T))
      return false;
    if (!Result.Made)
      Result.Made = Made;
    return true;
  };
  const TrackedHandle *Each[] = {&*H};
  for (const CXXMethodDecl *Method : R->methods()) {
    if (Method->isImplicit() || Method->isDefaulted() || Method->isDeleted() ||
        Method->isPureVirtual())
      continue;
    const FunctionDecl *Defined = nullptr;
    const Stmt *Body = Method->getBody(Defined);
    if (!Body)
      return std::nullopt;
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Defined))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->isWritten() && Init->getAnyMember() == &Field &&
            !isEmptyHandle(*Init->getInit()) && !Fills(Init->getInit()))
          return std::nullopt;
    OtherObjects Others(Field);
    Others.TraverseStmt(const_cast<Stmt *>(Body));
    if (Others.found())
      return std::nullopt;
    if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body))
      Body = Coroutine->getBody();
    const HandleUses Uses(*Body, Each, Model, Callees,
                          /*VoidCastConsumes=*/true);
    for (const Mention &M : Uses.of(Field)) {
      if (M.What == HandleUse::Fill) {
        if (!Fills(M.Value))
          return std::nullopt;
      } else if (M.What != HandleUse::Look && M.What != HandleUse::Clear) {
        return std::nullopt;
      }
    }
  }
  if (!Result.Made)
    return std::nullopt;
  Result.Handle = std::move(*H);
  return Result;
}

} // namespace holdfast
