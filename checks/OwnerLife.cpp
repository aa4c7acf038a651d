// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/OwnerLife.h"

#include "checks/Loops.h"
#include "checks/Owners.h"
#include "checks/Words.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace holdfast {

namespace {

/// What happens to one owner in one function, around one place.
class OwnerAround {
public:
  OwnerAround(const ValueDecl &Owner, const catalogue::OwnerRow &Row,
              const Place &Where, const SourceManager &SM)
      : Owner(Owner), Row(Row), Where(Where), SM(SM) {}

  /// True if some way to the place leads past the end of the owner.
  bool isOverBefore() const {
    return !Where.Path.empty() && any(*Where.Path.front(), [&](const Stmt &S) {
      return isBefore(S) && (ends(S) || joins(S));
    });
  }

  /// True if every way on from the place leads past a join.
  bool isJoinedBehind() const {
    for (const Stmt *Around : llvm::reverse(Where.Path)) {
      const auto *Block = dyn_cast<CompoundStmt>(Around);
      if (!Block)
        continue;
      for (const Stmt *S : Block->body())
        if (follows(*S) && isa<Expr, DeclStmt, ReturnStmt, CoreturnStmt>(S) &&
            any(*S, [&](const Stmt &Inner) { return joins(Inner); }))
          return !isLeftBefore(*S);
    }
    return false;
  }

private:
  template <class Callback> static bool any(const Stmt &S, Callback Is) {
    if (Is(S))
      return true;
    return !isa<LambdaExpr>(S) &&
           llvm::any_of(S.children(), [&](const Stmt *Child) {
             return Child && any(*Child, Is);
           });
  }

  bool follows(const Stmt &S) const {
    return SM.isBeforeInTranslationUnit(Where.Whole->getEndLoc(),
                                        S.getBeginLoc());
  }

  /// True if \p S may run before the place, while the owner is the same.
  bool isBefore(const Stmt &S) const {
    return SM.isBeforeInTranslationUnit(S.getBeginLoc(),
                                        Where.Whole->getBeginLoc()) ||
           isInSameLoop(S);
  }

  /// True if a loop that the owner outlives repeats both \p S and the place.
  bool isInSameLoop(const Stmt &S) const {
    return llvm::any_of(Where.Path, [&](const Stmt *Loop) {
      return isLoop(*Loop) && !isIn(Owner.getLocation(), *Loop) &&
             isIn(S.getBeginLoc(), *Loop);
    });
  }

  /// True if the function may be left behind the place without a visit to
  /// \p Join.
  bool isLeftBefore(const Stmt &Join) const {
    return any(*Where.Path.front(), [&](const Stmt &S) {
      return isa<ReturnStmt, CoreturnStmt, GotoStmt>(S) &&
             (follows(S) || isInSameLoop(S)) &&
             SM.isBeforeInTranslationUnit(S.getBeginLoc(), Join.getBeginLoc());
    });
  }

  bool isIn(SourceLocation Loc, const Stmt &S) const {
    return SM.isPointWithin(Loc, S.getBeginLoc(), S.getEndLoc());
  }

  bool isOwner(const Expr &E) const {
    const Expr *Inner = E.IgnoreUnlessSpelledInSource();
    if (const auto *Call = dyn_cast<CallExpr>(Inner);
        Call && Call->isCallToStdMove())
      Inner = Call->getArg(0);
    return namedObject(*Inner) == &Owner;
  }

  /// The name of the member that \p S calls on the owner, or an empty string.
  StringRef memberCalled(const Stmt &S) const {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
    return Method && Method->getDeclName().isIdentifier() &&
                   isOwner(*Call->getImplicitObjectArgument())
               ? Method->getName()
               : "";
  }

  bool joins(const Stmt &S) const {
    const StringRef Member = memberCalled(S);
    if (!Member.empty())
      return StringRef(Row.Join).contains("{o}." + Member.str() + "(");
    // `co_await group`, where the owner itself is what is awaited.
    const auto *Await = dyn_cast<CoawaitExpr>(&S);
    return Await && !StringRef(Row.Join).contains("{o}.") &&
           isOwner(*Await->getOperand());
  }

  /// `close()`, `request_stop()`, `CancelAndWait()`; `closed()` only asks.
  bool ends(const Stmt &S) const {
    const auto Words = wordsOf(memberCalled(S));
    return !Words.empty() &&
           oneOf(Words.front(), {"abort", "cancel", "close", "drain", "join",
                                 "request", "shut", "shutdown", "stop"});
  }

  const ValueDecl &Owner;
  const catalogue::OwnerRow &Row;
  const Place &Where;
  const SourceManager &SM;
};

} // namespace

/// True if \p D may point to nothing yet. A parameter is its caller's matter.
static bool mayBeNull(const ValueDecl &D) {
  const CXXRecordDecl *Smart = D.getType()->getAsCXXRecordDecl();
  return !isa<ParmVarDecl>(D) &&
         (D.getType()->isPointerType() || (Smart && Smart->isInStdNamespace() &&
                                           Smart->getName().ends_with("_ptr")));
}

/// True if \p D, or what it is the only one to own, is destroyed with the block
/// that declares it.
static bool diesWithItsBlock(const ValueDecl &D) {
  const auto *Var = dyn_cast<VarDecl>(&D);
  return Var && Var->hasLocalStorage() && !D.getType()->isReferenceType() &&
         !D.getType()->isPointerType();
}

bool keepsTaskOf(const ValueDecl &Owner, const catalogue::OwnerRow &Row,
                 const Place &Where, const ASTContext &Ctx) {
  if (mayBeNull(Owner))
    return false;
  const OwnerAround Around(Owner, Row, Where, Ctx.getSourceManager());
  return !Around.isOverBefore() &&
         (!diesWithItsBlock(Owner) || Row.Destructor == "blocks" ||
          Around.isJoinedBehind());
}

} // namespace holdfast
