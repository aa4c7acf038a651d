// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Callables.h"

#include "checks/Names.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

const Expr &unwrapped(const Expr &E) {
  const Expr *Outer = &E;
  for (;;) {
    const Expr *Inner = Outer->IgnoreImplicit()->IgnoreParenImpCasts();
    if (const auto *Call = dyn_cast<CallExpr>(Inner)) {
      const FunctionDecl *F = Call->getDirectCallee();
      if (F && Call->getNumArgs() == 1 && F->isInStdNamespace() &&
          F->getDeclName().isIdentifier() &&
          (F->getName() == "move" || F->getName() == "forward"))
        Inner = Call->getArg(0);
    } else if (const auto *Copy = dyn_cast<CXXConstructExpr>(Inner)) {
      if (Copy->getNumArgs() == 1 &&
          Copy->getConstructor()->isCopyOrMoveConstructor())
        Inner = Copy->getArg(0);
    } else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner)) {
      // `std::forward` written out, or a choice among overloads.
      if (!Cast->getType()->isVoidType() &&
          Cast->getCastKind() != CK_ConstructorConversion &&
          Cast->getCastKind() != CK_UserDefinedConversion)
        Inner = Cast->getSubExpr();
    }
    if (Inner == Outer)
      return *Outer;
    Outer = Inner;
  }
}

bool hasDeducedType(const ParmVarDecl &Param) {
  const auto *F = dyn_cast<FunctionDecl>(Param.getDeclContext());
  const FunctionDecl *Pattern =
      F ? F->getTemplateInstantiationPattern() : nullptr;
  if (!Pattern || Pattern->getNumParams() == 0)
    return false;
  // What a pack expands to stands at and behind the pack.
  const unsigned At =
      std::min(Param.getFunctionScopeIndex(), Pattern->getNumParams() - 1);
  QualType Written = Pattern->getParamDecl(At)->getType();
  if (const auto *Pack = Written->getAs<PackExpansionType>())
    Written = Pack->getPattern();
  return Written.getNonReferenceType()->isTemplateTypeParmType();
}

const ParmVarDecl *deducedParameter(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&unwrapped(E));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // `[f = std::move(f)]`, `auto &g = f;`, but also `T f = f;`
  for (unsigned Steps = 0;
       Steps < 8 && Var && !isa<ParmVarDecl>(Var) && Var->getInit(); ++Steps) {
    Ref = dyn_cast<DeclRefExpr>(&unwrapped(*Var->getInit()));
    Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }
  const auto *Param = dyn_cast_or_null<ParmVarDecl>(Var);
  return Param && hasDeducedType(*Param) ? Param : nullptr;
}

const Expr &calledBy(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Call)
    return *Operator->getArg(0);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return *Member->getImplicitObjectArgument();
  const FunctionDecl *F = Call.getDirectCallee();
  if (F && F->isInStdNamespace() && F->getDeclName().isIdentifier() &&
      (F->getName() == "invoke" || F->getName() == "__invoke" ||
       F->getName() == "apply") &&
      Call.getNumArgs() != 0)
    return *Call.getArg(0);
  return *Call.getCallee();
}

namespace {

void collectReturns(const Stmt *S, std::vector<const Expr *> &Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    if (Return->getRetValue())
      Found.push_back(Return->getRetValue()->IgnoreImplicit());
    return;
  }
  for (const Stmt *Child : S->children())
    collectReturns(Child, Found);
}

class Finder {
public:
  explicit Finder(TaskModel &Model) : Model(Model) {}

  std::optional<Callable> find(const Expr &E, unsigned Depth = 0) {
    const Expr &Inner = unwrapped(E);
    // Whoever gave a template its callable is told there.
    if (Depth > 3 || Inner.isTypeDependent() || deducedParameter(Inner))
      return std::nullopt;
    // Whichever it is, one of the two is thrown away.
    if (const auto *Choice = dyn_cast<ConditionalOperator>(&Inner)) {
      auto C = find(*Choice->getTrueExpr(), Depth + 1);
      return C ? C : find(*Choice->getFalseExpr(), Depth + 1);
    }
    if (const auto *Address = dyn_cast<UnaryOperator>(&Inner);
        Address && Address->getOpcode() == UO_AddrOf)
      return function(unwrapped(*Address->getSubExpr()));
    if (auto C = function(Inner))
      return C;
    if (const auto *Call = dyn_cast<CallExpr>(&Inner))
      if (auto C = bound(*Call, Depth))
        return C;
    return object(Inner);
  }

private:
  /// A function by its name, or a pointer to one.
  std::optional<Callable> function(const Expr &E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&E);
    const QualType T = E.getType();
    if (const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr)
      return returning(*F, E, fmt::format("'{}'", F->getNameAsString()));
    QualType Pointee;
    if (T->isFunctionPointerType())
      Pointee = T->getPointeeType();
    else if (T->isMemberFunctionPointerType())
      Pointee = T->castAs<MemberPointerType>()->getPointeeType();
    const auto *Type =
        Pointee.isNull() ? nullptr : Pointee->getAs<FunctionProtoType>();
    auto C = Type ? typed(Type->getReturnType(), E) : std::nullopt;
    if (C)
      C->Parameters = Type->getNumParams() + T->isMemberPointerType();
    return C;
  }

  /// `std::bind(f, x)`, `bind_executor(ex, f)`.
  std::optional<Callable> bound(const CallExpr &Call, unsigned Depth) {
    const FunctionDecl *F = Call.getDirectCallee();
    if (!F || !F->getDeclName().isIdentifier() || Call.getNumArgs() == 0)
      return std::nullopt;
    if (Model.rows().isBinder(catalogueName(*F)))
      return find(*Call.getArg(0), Depth + 1);
    const CXXRecordDecl *R = recordOf(Call.getType());
    if (!R || !R->getDeclName().isIdentifier() ||
        !Model.rows().tokenAdapter(catalogueName(*R)))
      return std::nullopt;
    for (const Expr *Arg : Call.arguments())
      if (auto C = find(*Arg, Depth + 1))
        return C;
    return std::nullopt;
  }

  /// A closure, or an object with one call operator.
  std::optional<Callable> object(const Expr &E) {
    const CXXRecordDecl *R = E.getType()->getAsCXXRecordDecl();
    R = R ? R->getDefinition() : nullptr;
    if (!R)
      return std::nullopt;
    const NamedDecl *Only = nullptr;
    for (const NamedDecl *D : R->lookup(
             Model.context().DeclarationNames.getCXXOperatorName(OO_Call))) {
      if (Only)
        return std::nullopt;
      Only = D->getUnderlyingDecl();
    }
    if (!Only)
      return std::nullopt;
    std::string Name =
        R->isLambda() ? "this lambda" : fmt::format("'{}'", displayName(*R));
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
      Name = fmt::format("'{}'", Ref->getDecl()->getNameAsString());
    if (const auto *F = dyn_cast<FunctionDecl>(Only))
      return returning(*F, E, Name);
    const auto *Generic = dyn_cast<FunctionTemplateDecl>(Only);
    if (!Generic)
      return std::nullopt;
    std::optional<Callable> Result;
    for (const FunctionDecl *F : Generic->specializations()) {
      // Asked for its type alone, it has none yet.
      if (F->getReturnType()->isUndeducedType())
        continue;
      Result = returning(*F, E, Name);
      if (!Result)
        return std::nullopt;
    }
    return Result ? Result : returning(*Generic->getTemplatedDecl(), E, Name);
  }

  std::optional<Callable> returning(const FunctionDecl &F, const Expr &Made,
                                    std::string Name) {
    if (isAnnotatedSanctioned(F) ||
        (F.getDeclName().isIdentifier() &&
         Model.rows().isSanctioned(catalogueName(F))))
      return std::nullopt;
    auto C = typed(F.getReturnType(), Made);
    if (!C)
      C = handedOn(F, Made);
    if (!C)
      return std::nullopt;
    C->Name = std::move(Name);
    C->Parameters = F.getNumParams();
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    if (!Method || !Method->getParent()->isLambda())
      return C;
    C->Lambda = dyn_cast<LambdaExpr>(&Made);
    C->Coroutine = isa_and_nonnull<CoroutineBodyStmt>(F.getBody());
    if (C->Coroutine || F.isTemplated())
      return C;
    // What it returns may have an owner, or be known better than its type is.
    std::vector<const Expr *> Values;
    collectReturns(F.getBody(), Values);
    for (const Expr *Value : Values) {
      const auto Given = Model.classifyValue(*Value);
      if (!Given)
        continue;
      C->Task = *Given;
      if (Values.size() == 1)
        C->Returned = Value;
      return C;
    }
    return std::nullopt;
  }

  /// A closure that returns what a home-made `spawn` gave it: no type tells.
  std::optional<Callable> handedOn(const FunctionDecl &F, const Expr &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    if (!Method || !Method->getParent()->isLambda() || F.isTemplated() ||
        isa_and_nonnull<CoroutineBodyStmt>(F.getBody()))
      return std::nullopt;
    std::vector<const Expr *> Values;
    collectReturns(F.getBody(), Values);
    std::optional<TaskType> T;
    for (const Expr *Value : Values) {
      T = Model.classifyValue(*Value);
      if (!T || T->From != Origin::Named || T->Holder)
        return std::nullopt;
    }
    if (!T)
      return std::nullopt;
    Callable C;
    C.Task = std::move(*T);
    C.Made = &Made;
    return C;
  }

  std::optional<Callable> typed(QualType Result, const Expr &Made) {
    auto T = Model.classify(Result);
    if (!T)
      return std::nullopt;
    Callable C;
    C.Task = std::move(*T);
    C.Made = &Made;
    C.Name = fmt::format("'{}'", calleeName(Made));
    return C;
  }

  TaskModel &Model;
};

} // namespace

std::optional<Callable> callableOf(const Expr &E, TaskModel &Model) {
  return Finder(Model).find(E);
}

} // namespace holdfast
