// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/HandleWords.h"

#include "checks/HandleOrigin.h"
#include "checks/HandleUses.h"
#include "checks/Names.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace holdfast {

bool isTimedWait(const CXXMethodDecl &Method) {
  if (!Method.getDeclName().isIdentifier() || Method.param_empty())
    return false;
  const StringRef Name = Method.getName();
  return Name.ends_with("_for") || Name.ends_with("_until") ||
         Name.ends_with("For") || Name.ends_with("Until") ||
         Name.starts_with("timed_") ||
         llvm::any_of(Method.parameters(), [](const ParmVarDecl *P) {
           const CXXRecordDecl *R =
               recordOf(P->getType().getNonReferenceType());
           return R && R->isInStdNamespace() &&
                  (R->getName() == "duration" || R->getName() == "time_point");
         });
}

/// True if evaluating \p S reads members of the object, and does nothing else.
static bool onlyReads(const Stmt &S) {
  const auto *Member = dyn_cast<MemberExpr>(&S);
  if (Member && !isa<FieldDecl>(Member->getMemberDecl()))
    return false;
  return (Member ||
          isa<CXXThisExpr, IntegerLiteral, CXXBoolLiteralExpr,
              CXXNullPtrLiteralExpr, ImplicitCastExpr, ParenExpr,
              ConditionalOperator>(S) ||
          (isa<BinaryOperator>(S) &&
           !cast<BinaryOperator>(S).isAssignmentOp()) ||
          (isa<UnaryOperator>(S) &&
           !cast<UnaryOperator>(S).isIncrementDecrementOp())) &&
         llvm::all_of(S.children(), [](const Stmt *Child) {
           return Child && onlyReads(*Child);
         });
}

/// True if \p Method returns a number or a truth that it has read, as its body
/// shows. The driver does not parse bodies in system headers.
static bool onlyLooks(const CXXMethodDecl &Method) {
  if (!Method.isConst() || Method.isVirtual() ||
      !Method.getReturnType()->isIntegralOrEnumerationType())
    return false;
  const FunctionDecl *Defined = nullptr;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Method.getBody(Defined));
  const SourceManager &SM = Method.getASTContext().getSourceManager();
  if (!Body || Body->size() != 1 ||
      SM.isInSystemHeader(SM.getExpansionLoc(Defined->getLocation())))
    return false;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  return Return && Return->getRetValue() && onlyReads(*Return->getRetValue());
}

MemberWord memberWord(const CXXMethodDecl &Method, const TaskType &T) {
  if (isa<CXXConversionDecl>(Method))
    return Method.getReturnType()->isBooleanType() ? MemberWord::Looks
                                                   : MemberWord::Takes;
  if (!Method.getDeclName().isIdentifier())
    return MemberWord::Takes;
  const StringRef Name = Method.getName();
  auto Has = [&](const std::vector<std::string> &Words) {
    return llvm::is_contained(Words, Name);
  };
  if (T.Row) {
    if (Has(T.Row->Observe) || Has(T.Row->Detach) || Has(T.Row->Release))
      return MemberWord::Takes;
    // Where nothing could be observed, the wait is all there is.
    if (Has(T.Row->Join)) {
      if (T.Row->Observe.empty() || T.Errors == ErrorFate::None)
        return MemberWord::Takes;
      return isTimedWait(Method) ? MemberWord::Looks : MemberWord::Joins;
    }
  }
  const QualType Returned = Method.getReturnType();
  if (Returned->isLValueReferenceType() &&
      recordOf(Returned.getNonReferenceType()) == Method.getParent())
    return MemberWord::Itself;
  if (T.Row && Has(T.Row->Chain))
    return MemberWord::Takes;
  static constexpr llvm::StringLiteral Looks[] = {
      "valid",        "is_valid",    "isValid",     "has_value",  "empty",
      "done",         "is_done",     "isDone",      "ready",      "is_ready",
      "isReady",      "finished",    "is_finished", "isFinished", "completed",
      "is_completed", "isCompleted", "running",     "is_running", "isRunning",
      "joinable",     "id",          "get_id",      "name",       "state",
      "status"};
  if (llvm::is_contained(Looks, Name))
    return MemberWord::Looks;
  // What a system's thread is called leaves it joinable, whoever uses it.
  if (T.Row && T.Drop == Consequence::Terminates && Name == "native_handle")
    return MemberWord::Looks;
  return onlyLooks(Method) ? MemberWord::Looks : MemberWord::Takes;
}

HolderWord holderWord(StringRef Name) {
  auto IsOneOf = [&](std::initializer_list<StringRef> Words) {
    return llvm::is_contained(Words, Name);
  };
  if (IsOneOf({"empty", "size", "capacity", "reserve", "has_value", "max_size",
               "index", "shrink_to_fit", "valueless_by_exception"}))
    return HolderWord::Looks;
  if (IsOneOf({"push_back", "emplace_back", "push_front", "emplace_front",
               "push", "insert", "emplace", "try_emplace", "insert_or_assign"}))
    return HolderWord::Adds;
  if (IsOneOf({"clear", "pop_back", "pop_front", "pop", "erase"}))
    return HolderWord::Removes;
  if (Name == "reset")
    return HolderWord::Replaces;
  if (IsOneOf({"front", "back", "at", "value"}))
    return HolderWord::Element;
  return HolderWord::Other;
}

bool isOwnerAdd(const CXXMethodDecl &Method, const catalogue::OwnerRow &Row) {
  if (!Method.getDeclName().isIdentifier())
    return false;
  for (const std::string *Text : {&Row.Add, &Row.AddOn}) {
    StringRef Member = StringRef(*Text).split("{o}.").second;
    if (!Member.empty() && Member.take_until([](char C) {
          return C == '(' || C == '<';
        }) == Method.getName())
      return true;
  }
  return false;
}

static const ValueDecl *named(const Expr &E) {
  const Expr *Inner = E.IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
    return Ref->getDecl();
  // `if ((t = start()))`
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Inner);
      Op && Op->getOperator() == OO_Equal)
    return named(*Op->getArg(0));
  return ownMember(*Inner);
}

/// `f.wait_for(1s)`: the handle that is waited for.
static const ValueDecl *timedWait(const Expr &E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E.IgnoreParenImpCasts());
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && isTimedWait(*Method)
             ? named(*Call->getImplicitObjectArgument())
             : nullptr;
}

/// `f.wait_for(1s) == std::future_status::ready`, or how else libraries call
/// it.
static std::optional<EmptyTest> waitTest(const BinaryOperator &Op) {
  const Expr *Wait = Op.getLHS(), *Other = Op.getRHS();
  const ValueDecl *D = timedWait(*Wait);
  if (!D) {
    std::swap(Wait, Other);
    D = timedWait(*Wait);
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Other->IgnoreParenImpCasts());
  if (!D || !Ref || !isa<EnumConstantDecl>(Ref->getDecl()))
    return std::nullopt;
  const std::string Word = Ref->getDecl()->getName().lower();
  const bool Ready = StringRef(Word).ends_with("ready");
  if (!Ready && !StringRef(Word).ends_with("timeout") && Word != "idle")
    return std::nullopt;
  return EmptyTest{D, (Op.getOpcode() == BO_EQ) == Ready, /*Done=*/true,
                   /*Waited=*/true};
}

std::optional<EmptyTest> emptyTest(const Expr &Condition) {
  const Expr *E = Condition.IgnoreParenImpCasts();
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return emptyTest(*Full->getSubExpr());
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot) {
    auto Test = emptyTest(*Not->getSubExpr());
    if (Test)
      Test->EmptyIf = !Test->EmptyIf;
    return Test;
  }
  // `const bool has = t.valid();`
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    auto Test = Var && Var->isLocalVarDecl() && Var->getInit() &&
                        Var->getType()->isBooleanType()
                    ? emptyTest(*Var->getInit())
                    : std::nullopt;
    if (Test)
      Test->Flag = Var;
    return Test;
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
      Cast && Cast->getType()->isBooleanType())
    return emptyTest(*Cast->getSubExpr());
  // `v.size() > 0`, `p != nullptr`, `o == std::nullopt`.
  if (const auto *Op = dyn_cast<BinaryOperator>(E);
      Op && (Op->isEqualityOp() || Op->getOpcode() == BO_GT)) {
    if (auto Test = Op->isEqualityOp() ? waitTest(*Op) : std::nullopt)
      return Test;
    const auto *Word =
        dyn_cast<CXXBoolLiteralExpr>(Op->getRHS()->IgnoreParenImpCasts());
    if (!Word && !isEmptyHandle(*Op->getRHS()))
      return std::nullopt;
    auto Test = emptyTest(*Op->getLHS());
    // `== false`, `!= true`
    if (Test && (Op->getOpcode() == BO_EQ) != (Word && Word->getValue()))
      Test->EmptyIf = !Test->EmptyIf;
    return Test;
  }
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
      Op && Op->getNumArgs() == 2 &&
      (Op->getOperator() == OO_EqualEqual ||
       Op->getOperator() == OO_ExclaimEqual)) {
    const ValueDecl *D = named(*Op->getArg(0));
    if (!D || !isEmptyHandle(*Op->getArg(1)))
      return std::nullopt;
    return EmptyTest{D, Op->getOperator() == OO_EqualEqual};
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const ValueDecl *D = named(*Call->getImplicitObjectArgument());
    if (!Method || !D)
      return std::nullopt;
    if (isa<CXXConversionDecl>(Method))
      return EmptyTest{D, false};
    if (!Method->getDeclName().isIdentifier())
      return std::nullopt;
    if (Method->getReturnType()->isBooleanType() && isTimedWait(*Method))
      return EmptyTest{D, true, /*Done=*/true, /*Waited=*/true};
    const StringRef Name = Method->getName();
    if (Name == "empty")
      return EmptyTest{D, true};
    // Work that is done leaves nothing to cancel or to wait for.
    if (Name == "done" || Name == "is_done" || Name == "is_ready" ||
        Name == "isReady" || Name == "ready" || Name == "isFinished" ||
        Name == "is_finished" || Name == "finished")
      return EmptyTest{D, true, /*Done=*/true};
    if (Name == "valid" || Name == "joinable" || Name == "has_value" ||
        Name == "size")
      return EmptyTest{D, false};
    return std::nullopt;
  }
  return std::nullopt;
}

} // namespace holdfast
