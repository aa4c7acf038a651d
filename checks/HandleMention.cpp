// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/CalleeSummary.h"
#include "checks/HandleOrigin.h"
#include "checks/HandleUses.h"
#include "checks/HandleWords.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

/// True for what stands between a name and its use without changing either.
static bool isTransparent(const Stmt &S) {
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(&S))
    return Cast->getCastKind() != CK_UserDefinedConversion &&
           Cast->getCastKind() != CK_ArrayToPointerDecay;
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(&S))
    return !Cast->getType()->isVoidType();
  return isa<ParenExpr, FullExpr, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr>(S);
}

namespace {

/// The way up from one name to what is done with it.
class Climb {
public:
  Climb(const Expr &Ref, const TrackedHandle &H, ArrayRef<const Stmt *> Path,
        TaskModel &Model, CalleeSummaries &Callees, bool VoidCastConsumes)
      : H(H), Path(Path), Model(Model), Callees(Callees),
        VoidCastConsumes(VoidCastConsumes), Here(&Ref), Many(H.Many) {
    Result.Ref = &Ref;
    Result.At = &Ref;
  }

  Mention run() {
    // Where no step answers, the name is a statement of its own.
    Result.What = H.Closure ? HandleUse::Consume : HandleUse::Look;
    while (!H.Closure && !Path.empty()) {
      const Stmt &Up = *Path.back();
      Path = Path.drop_back();
      if (!step(Up))
        break;
      Here = cast<Expr>(&Up);
    }
    return Result;
  }

private:
  // Each ends the climb: the answer stands in Result.
  bool look() { return does(HandleUse::Look); }
  bool consume() { return does(HandleUse::Consume); }
  bool does(HandleUse What) {
    Result.What = What;
    return false;
  }

  /// Takes one step up, or ends the climb.
  bool step(const Stmt &Up) {
    if (isTransparent(Up))
      return true;
    if (isa<ExplicitCastExpr>(Up))
      return VoidCastConsumes ? consume() : look();
    if (isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, SwitchCase,
            LabelStmt, AttributedStmt>(Up))
      return look();
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(Up))
      return look();
    if (const auto *Member = dyn_cast<MemberExpr>(&Up))
      return member(*Member);
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Up))
      return operatorCall(*Op);
    if (isa<ArraySubscriptExpr>(Up)) {
      Many = false;
      return true;
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Up))
      return constructs(*Construct);
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(&Up))
      return Cast->getCastKind() == CK_ArrayToPointerDecay && Many ? true
                                                                   : consume();
    if (const auto *Call = dyn_cast<CallExpr>(&Up))
      return argument(*Call);
    if (const auto *Comma = dyn_cast<BinaryOperator>(&Up);
        Comma && Comma->getOpcode() == BO_Comma && Comma->getLHS() == Here)
      return look();
    return consume();
  }

  /// A parameter that is no reference is made from the handle.
  bool constructs(const CXXConstructExpr &Construct) {
    const CXXConstructorDecl &Made = *Construct.getConstructor();
    if (Many || Moved || !Made.isCopyOrMoveConstructor())
      return consume();
    size_t Above = Path.size();
    while (Above && isTransparent(*Path[Above - 1]))
      --Above;
    if (!Above || !isa<CallExpr>(Path[Above - 1]))
      return consume();
    Moved = Made.isMoveConstructor();
    return true;
  }

  bool member(const MemberExpr &Member) {
    if (const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl())) {
      if (!Many)
        return consume();
      // A plain struct: only the member that is a handle matters.
      if (!Model.classify(Field->getType()))
        return look();
      Many = false;
      return true;
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
    const auto *Call =
        Path.empty() ? nullptr : dyn_cast<CXXMemberCallExpr>(Path.back());
    if (!Method || !Call)
      return consume();
    Path = Path.drop_back();
    if (H.Owner)
      return ownerMember(*Method, *Call);
    if (Many)
      return holderMember(*Method, *Call);
    return handleMember(*Method, *Call);
  }

  bool handleMember(const CXXMethodDecl &Method,
                    const CXXMemberCallExpr &Call) {
    switch (memberWord(Method, H.Type)) {
    case MemberWord::Looks:
      if (isTimedWait(Method))
        Result.Word = Method.getNameAsString();
      return look();
    case MemberWord::Joins:
      return does(HandleUse::Join);
    case MemberWord::Itself:
      // The same handle comes back; see what becomes of it.
      Here = &Call;
      return true;
    case MemberWord::Takes:
      break;
    }
    return consume();
  }

  bool ownerMember(const CXXMethodDecl &Method, const CXXMemberCallExpr &Call) {
    if (isOwnerAdd(Method, *H.Owner)) {
      Result.At = &Call;
      return does(HandleUse::Fill);
    }
    if (Method.isConst() && holderWord(nameOf(Method)) == HolderWord::Looks)
      return look();
    Result.Word = nameOf(Method);
    return consume();
  }

  static StringRef nameOf(const CXXMethodDecl &Method) {
    return Method.getDeclName().isIdentifier() ? Method.getName() : "";
  }

  bool holderMember(const CXXMethodDecl &Method,
                    const CXXMemberCallExpr &Call) {
    if (!Method.getDeclName().isIdentifier())
      return isa<CXXConversionDecl>(Method) ? look() : consume();
    const StringRef Name = Method.getName();
    Result.Word = Name.str();
    const Expr *First = Call.getNumArgs() ? Call.getArg(0) : nullptr;
    switch (Name == "emplace" && H.Single ? HolderWord::Replaces
                                          : holderWord(Name)) {
    case HolderWord::Looks:
      return look();
    case HolderWord::Adds:
      // The set that lent it has it still.
      if (llvm::any_of(Call.arguments(),
                       [&](const Expr *Arg) { return isLent(*Arg, Model); }))
        return look();
      Result.At = &Call;
      Result.Value = Call.getNumArgs() == 1 ? First : nullptr;
      return does(HandleUse::Fill);
    case HolderWord::Replaces:
      Result.At = &Call;
      if (!First || isEmptyHandle(*First))
        return does(HandleUse::Clear);
      Result.Ends = true;
      Result.Value = First;
      return does(HandleUse::Fill);
    case HolderWord::Removes:
      Result.At = &Call;
      return does(HandleUse::Clear);
    case HolderWord::Element:
      Many = false;
      Here = &Call;
      return true;
    case HolderWord::Other:
      break;
    }
    return isErased(Call) ? look() : consume();
  }

  /// True for `v.begin()` in `v.erase(v.begin())`, which speaks for itself.
  bool isErased(const CXXMemberCallExpr &Call) const {
    const StringRef Name = Call.getMethodDecl()->getName();
    if (Name != "begin" && Name != "cbegin" && Name != "end" && Name != "cend")
      return false;
    for (const Stmt *Up : llvm::reverse(Path)) {
      const auto *Erase = dyn_cast<CXXMemberCallExpr>(Up);
      if (!Erase) {
        // The iterator is converted to a constant one.
        if (isa<CXXConstructExpr, ImplicitCastExpr>(Up) || isTransparent(*Up))
          continue;
        return false;
      }
      const auto *Ref = dyn_cast<DeclRefExpr>(
          Erase->getImplicitObjectArgument()->IgnoreParenImpCasts());
      const CXXMethodDecl *Method = Erase->getMethodDecl();
      return Ref && Ref->getDecl() == H.Decl && Method &&
             Method->getDeclName().isIdentifier() &&
             Method->getName() == "erase";
    }
    return false;
  }

  bool operatorCall(const CXXOperatorCallExpr &Op) {
    const bool First = Op.getNumArgs() && Op.getArg(0) == Here;
    switch (Op.getOperator()) {
    case OO_Equal:
      if (!First)
        return consume();
      Result.At = &Op;
      Result.Word = "operator=";
      return assigned(*Op.getArg(1));
    case OO_Star:
    case OO_Arrow:
    case OO_Subscript:
      if (!Many || !First)
        return consume();
      Many = false;
      return true;
    case OO_EqualEqual:
    case OO_ExclaimEqual:
    case OO_Exclaim:
      return look();
    case OO_Call:
      return First ? consume() : argument(Op);
    default:
      return consume();
    }
  }

  bool assigned(const Expr &Value) {
    if (isEmptyHandle(Value))
      return does(HandleUse::Clear);
    const bool Lent = isLent(Value, Model);
    if (Lent && H.Many && !Many)
      return look();
    Result.Value = &Value;
    // The element of a container that is overwritten is one of many.
    Result.Ends = !H.Many || Many;
    const bool Live = !Lent && (H.Many || makesLiveHandle(Value, Model));
    return does(Live ? HandleUse::Fill : HandleUse::Replace);
  }

  /// True for `std::vector<Task>().swap(v)`.
  static bool isSwappedOut(const CallExpr &Call) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    if (!Method || !Method->getDeclName().isIdentifier() ||
        Method->getName() != "swap")
      return false;
    const Expr *Other =
        Member->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
    return isa<CXXTemporaryObjectExpr, CXXFunctionalCastExpr, CXXConstructExpr>(
               Other) &&
           isEmptyHandle(*Other);
  }

  bool argument(const CallExpr &Call) {
    if (Call.isCallToStdMove())
      return true;
    const FunctionDecl *F = Call.getDirectCallee();
    if (!F)
      return consume();
    if (Many && isSwappedOut(Call)) {
      Result.At = &Call;
      Result.Word = "swap";
      return does(HandleUse::Clear);
    }
    if (F->isInStdNamespace() && F->getDeclName().isIdentifier()) {
      const StringRef Name = F->getName();
      if (Name == "forward" || Name == "as_const" || Name == "move_if_noexcept")
        return true;
      if (Many && (Name == "size" || Name == "empty"))
        return look();
      if (Many && Name == "get") {
        Many = false;
        return true;
      }
    }
    // A call of an object: it is the first argument.
    const unsigned Object =
        isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(F) ? 1 : 0;
    for (unsigned I = Object; I < Call.getNumArgs(); ++I)
      if (Call.getArg(I) == Here && !Many && !H.Owner &&
          Callees.ignores(*F, I - Object)) {
        Result.Ignored = F;
        if (!Moved)
          return look();
        // The parameter dies with what was moved into it.
        Result.At = &Call;
        return does(HandleUse::Clear);
      }
    return consume();
  }

  const TrackedHandle &H;
  ArrayRef<const Stmt *> Path;
  TaskModel &Model;
  CalleeSummaries &Callees;
  bool VoidCastConsumes;
  const Expr *Here;
  bool Many;
  /// It was moved into a parameter.
  bool Moved = false;
  Mention Result;
};

} // namespace

Mention mentionOf(const Expr &Ref, const TrackedHandle &H,
                  ArrayRef<const Stmt *> Path, TaskModel &Model,
                  CalleeSummaries &Callees, bool VoidCastConsumes) {
  return Climb(Ref, H, Path, Model, Callees, VoidCastConsumes).run();
}

} // namespace holdfast
