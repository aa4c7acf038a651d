// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Borrows.h"

#include "checks/Inference.h"
#include "checks/Names.h"
#include "checks/Promise.h"
#include "checks/TaskModel.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

namespace {

class Collector {
public:
  void work(const Expr &E, unsigned Depth = 0) {
    const Expr *Inner = strip(&E);
    if (Depth > 4)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner))
      return captures(*Lambda->getLambdaClass(), /*ClosureDies=*/false);
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner)) {
      if (Operator->getOperator() == OO_Call) {
        closureCall(*Operator);
        return arguments(*Operator, Operator->getDirectCallee(), 1);
      }
      // `schedule(ex) | then(f)`
      if (Operator->getOperator() == OO_Pipe) {
        for (const Expr *Side : Operator->arguments())
          work(*Side, Depth + 1);
        return;
      }
    }
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Inner)) {
      object(*Member->getImplicitObjectArgument(), "object");
      return arguments(*Member, Member->getMethodDecl(), 0);
    }
    if (const auto *Call = dyn_cast<CallExpr>(Inner)) {
      const FunctionDecl *F = calleeOf(*Call);
      // bind(&Session::run, this) keeps what it is given.
      if (F && F->isInStdNamespace())
        return handedOver(Call->arguments());
      return arguments(*Call, F, 0);
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner)) {
      if (Construct->getConstructor()->isCopyOrMoveConstructor() &&
          Construct->getNumArgs() == 1)
        return work(*Construct->getArg(0), Depth + 1);
      return handedOver(Construct->arguments());
    }
    // A closure or a task that got a name first.
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->getInit() && Var->getInit() != &E)
        work(*Var->getInit(), Depth + 1);
  }

  void captures(const CXXRecordDecl &Closure, bool ClosureDies) {
    for (const LambdaCapture &C : Closure.captures()) {
      if (C.capturesThis()) {
        if (C.getCaptureKind() == LCK_This &&
            (ClosureDies || !keepsSelf(Closure)))
          add("'this'");
        continue;
      }
      if (!C.capturesVariable())
        continue;
      const ValueDecl *Var = C.getCapturedVar();
      if (C.getCaptureKind() == LCK_ByRef)
        add(fmt::format("'{}' (captured by reference)", Var->getName().str()));
      else if (ClosureDies)
        add(fmt::format("'{}' (captured by a closure that dies first)",
                        Var->getName().str()));
    }
  }

  std::vector<std::string> Found;

private:
  static const Expr *strip(const Expr *E) {
    for (;;) {
      const Expr *Inner = E->IgnoreUnlessSpelledInSource();
      // std::move(x), std::forward<T>(x)
      if (const auto *Call = dyn_cast<CallExpr>(Inner);
          Call && Call->isCallToStdMove())
        Inner = Call->getArg(0);
      if (Inner == E)
        return E;
      E = Inner;
    }
  }

  void add(std::string Text) {
    if (!llvm::is_contained(Found, Text))
      Found.push_back(std::move(Text));
  }

  /// Adds the object that \p E names, unless it lives as long as the program.
  void object(const Expr &E, StringRef How) {
    const Expr *Inner = strip(&E);
    if (isa<CXXThisExpr>(Inner))
      return add("'this'");
    if (const auto *Op = dyn_cast<UnaryOperator>(Inner)) {
      if (Op->getOpcode() == UO_AddrOf)
        return object(*Op->getSubExpr(), "pointer");
      if (Op->getOpcode() == UO_Deref &&
          isa<CXXThisExpr>(strip(Op->getSubExpr())))
        return add("'this'");
      return;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Inner)) {
      if (isa<FieldDecl>(Member->getMemberDecl()) &&
          isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        add("'this'");
      return;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Inner);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->hasLocalStorage())
      return;
    // A pointer's own life does not matter, its target's is not known.
    if (How == "object" && Var->getType()->isPointerType())
      return;
    add(fmt::format("'{}' ({})", Var->getName().str(), How.str()));
  }

  static bool isTemporary(const Expr *E) {
    while (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      E = Cast->getSubExpr();
    return isa<MaterializeTemporaryExpr>(E);
  }

  static bool isView(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && R->isInStdNamespace() &&
           (R->getName() == "basic_string_view" || R->getName() == "span");
  }

  void arguments(const CallExpr &Call, const FunctionDecl *F, unsigned First) {
    if (!F)
      return;
    for (unsigned I = First; I < Call.getNumArgs(); ++I) {
      const unsigned P = I - First;
      if (P >= F->getNumParams() || isa<CXXDefaultArgExpr>(Call.getArg(I)))
        break;
      if (keepsCopy(*F, P))
        handedOver(llvm::ArrayRef<const Expr *>(Call.getArg(I)));
      else
        argument(*Call.getArg(I), F->getParamDecl(P)->getType());
    }
  }

  /// The functions that make senders and the like copy what they are given
  /// through a forwarding reference. Only a coroutine keeps the reference.
  static bool keepsCopy(const FunctionDecl &F, unsigned P) {
    const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
    if (!Pattern)
      Pattern = &F;
    if (Pattern->getNumParams() == 0 || makesCoroutine(F.getReturnType()))
      return false;
    const ParmVarDecl *Param =
        Pattern->getParamDecl(std::min(P, Pattern->getNumParams() - 1));
    QualType T = Param->getType().getNonPackExpansionType();
    return T->isRValueReferenceType() &&
           T.getNonReferenceType()->isTemplateTypeParmType() &&
           !T.getNonReferenceType().hasQualifiers();
  }

  static bool makesCoroutine(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && promiseOf(*R, R->getASTContext());
  }

  static bool makesSender(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && isSender(*R);
  }

  void argument(const Expr &Arg, QualType Param) {
    if (Param->isReferenceType()) {
      const Expr *Inner = strip(&Arg);
      if (isa<DeclRefExpr, MemberExpr, CXXThisExpr, UnaryOperator>(Inner))
        object(Arg, "reference");
      else if (isTemporary(&Arg))
        add("a temporary (reference)");
    } else if (Param->isPointerType()) {
      const Expr *Inner = strip(&Arg);
      if (isa<CXXThisExpr, UnaryOperator>(Inner))
        object(*Inner, "pointer");
    } else if (isView(Param)) {
      if (const auto *Var = dyn_cast<DeclRefExpr>(strip(&Arg)))
        object(*Var, "view");
    } else if (isa<LambdaExpr>(strip(&Arg))) {
      work(Arg);
    }
  }

  /// What std::thread, std::bind and the like keep: copies, but for
  /// std::ref, addresses and `this`.
  template <class Range> void handedOver(Range Args) {
    for (const Expr *Arg : Args) {
      const Expr *Inner = strip(Arg);
      if (isa<CXXThisExpr>(Inner))
        add("'this'");
      else if (const auto *Op = dyn_cast<UnaryOperator>(Inner);
               Op && Op->getOpcode() == UO_AddrOf)
        object(*Op, "pointer");
      else if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner))
        captures(*Lambda->getLambdaClass(), false);
      else if (const auto *Call = dyn_cast<CallExpr>(Inner)) {
        const FunctionDecl *F = calleeOf(*Call);
        if (F && F->isInStdNamespace() && F->getDeclName().isIdentifier() &&
            Call->getNumArgs() == 1 &&
            (F->getName() == "ref" || F->getName() == "cref"))
          object(*Call->getArg(0), "reference");
        else if (F && F->isInStdNamespace())
          handedOver(Call->arguments());
        else if (makesCoroutine(Call->getType()) ||
                 makesSender(Call->getType()))
          work(*Call);
      } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner)) {
        const CXXRecordDecl *R = Ref->getType()->getAsCXXRecordDecl();
        if (R && R->isLambda())
          captures(*R, false);
      }
    }
  }

  /// True if \p Closure holds a smart pointer to the object whose `this` it
  /// captures: `[this, self = shared_from_this()]`.
  static bool keepsSelf(const CXXRecordDecl &Closure) {
    const CXXRecordDecl *Self = nullptr;
    for (const DeclContext *C = Closure.getDeclContext(); C && !Self;
         C = C->getParent())
      if (const auto *R = dyn_cast<CXXRecordDecl>(C); R && !R->isLambda())
        Self = R;
    return Self && llvm::any_of(Closure.captures(), [&](const auto &C) {
             return C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy &&
                    pointsTo(C.getCapturedVar()->getType(), *Self);
           });
  }

  /// True if \p T is a template such as shared_ptr of \p Target or a base.
  static bool pointsTo(QualType T, const CXXRecordDecl &Target) {
    const auto *Smart = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        T->getAsCXXRecordDecl());
    if (!Smart || Smart->getTemplateArgs().size() == 0 ||
        Smart->getTemplateArgs()[0].getKind() != TemplateArgument::Type ||
        !Smart->getName().ends_with("_ptr") || Smart->getName() == "weak_ptr")
      return false;
    const CXXRecordDecl *Pointee =
        recordOf(Smart->getTemplateArgs()[0].getAsType());
    return Pointee &&
           (Pointee->getCanonicalDecl() == Target.getCanonicalDecl() ||
            (Target.hasDefinition() && Pointee->hasDefinition() &&
             (Target.isDerivedFrom(Pointee) ||
              Pointee->isDerivedFrom(&Target))));
  }

  /// A coroutine keeps the address of its closure, not the closure: what was
  /// captured is gone with it (C++ Core Guidelines CP.51).
  void closureCall(const CXXOperatorCallExpr &Call) {
    const Expr *Callee = strip(Call.getArg(0));
    const CXXRecordDecl *R = Callee->getType()->getAsCXXRecordDecl();
    if (R && R->isLambda())
      captures(*R, /*ClosureDies=*/true);
  }
};

} // namespace

std::vector<std::string> borrowsOf(const Expr &Work) {
  Collector C;
  C.work(Work);
  return std::move(C.Found);
}

std::vector<std::string> closureBorrows(const CXXRecordDecl &Closure,
                                        bool ClosureDies) {
  Collector C;
  C.captures(Closure, ClosureDies);
  return std::move(C.Found);
}

std::string borrowText(const std::vector<std::string> &Borrows) {
  if (Borrows.empty())
    return "";
  return fmt::format("; it borrows {} and may outlive {}",
                     llvm::join(Borrows, ", "),
                     Borrows.size() == 1 ? "it" : "them");
}

} // namespace holdfast
