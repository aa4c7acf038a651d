// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/UserCode.h"

#include "checks/Names.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace holdfast {

bool Place::isInLoop() const {
  return isInside<ForStmt>() || isInside<WhileStmt>() || isInside<DoStmt>() ||
         isInside<CXXForRangeStmt>();
}

bool Place::mayAwait() const {
  return Function && isa_and_nonnull<CoroutineBodyStmt>(Function->getBody()) &&
         !isInside<CXXCatchStmt>();
}

bool isPlaceholder(const VarDecl &Var) {
  return Var.getInit() && Var.hasLocalStorage() && !Var.isReferenced() &&
         !isa<DecompositionDecl>(Var) &&
         (Var.getName() == "_" || Var.hasAttr<UnusedAttr>());
}

bool isGeneratedFile(StringRef Path) {
  const StringRef Name = llvm::sys::path::filename(Path);
  return Name.starts_with("moc_") || Name.starts_with("ui_") ||
         Name.starts_with("qrc_") || Name.ends_with(".moc") ||
         Name.contains(".pb.");
}

namespace {

/// The names of the functions that only pass their argument on.
bool isPassThrough(const CallExpr &Call) {
  static constexpr llvm::StringLiteral Names[] = {"move", "forward", "as_const",
                                                  "move_if_noexcept"};
  const FunctionDecl *F = calleeOf(Call);
  return F && F->isInStdNamespace() && F->getDeclName().isIdentifier() &&
         Call.getNumArgs() == 1 && llvm::is_contained(Names, F->getName());
}

/// True for the functions of tests that are given what is to throw:
/// `assert_throws`, `expectThrow`, `throws`.
bool expectsThrow(const FunctionDecl &F) {
  if (!F.getDeclName().isIdentifier())
    return false;
  const std::string Name = F.getName().lower();
  static constexpr llvm::StringLiteral Begins[] = {
      "assert", "check", "ensure", "expect", "require", "should", "verify"};
  return Name == "throws" || (StringRef(Name).contains("throw") &&
                              llvm::any_of(Begins, [&](StringRef Begin) {
                                return StringRef(Name).starts_with(Begin);
                              }));
}

/// True if the closure at the end of \p Path is given to such a function.
bool isMeantToThrow(ArrayRef<const Stmt *> Path) {
  for (const Stmt *Up : llvm::reverse(Path)) {
    if (const auto *Call = dyn_cast<CallExpr>(Up)) {
      const FunctionDecl *F = calleeOf(*Call);
      return F && expectsThrow(*F);
    }
    if (!isa<LambdaExpr, CastExpr, FullExpr, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr, CXXConstructExpr>(Up))
      return false;
  }
  return false;
}

bool isStdIgnore(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  return Ref && Ref->getDecl()->isInStdNamespace() &&
         Ref->getDecl()->getName() == "ignore";
}

/// What stands inside of \p E without changing the object that it yields.
const Expr *peel(const Expr *E) {
  for (;;) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (const auto *Full = dyn_cast<FullExpr>(Inner))
      Inner = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bound->getSubExpr();
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner);
             Cast && !Cast->getType()->isVoidType() &&
             Cast->getSubExpr()->getType()->getAsCXXRecordDecl() &&
             Cast->getSubExpr()->getType()->getAsCXXRecordDecl() ==
                 Cast->getType()->getAsCXXRecordDecl())
      Inner = Cast->getSubExpr();
    else if (const auto *Braced = dyn_cast<InitListExpr>(Inner);
             Braced && Braced->getNumInits() == 1 &&
             Braced->getType()->getAsCXXRecordDecl() &&
             Braced->getType()->getAsCXXRecordDecl() ==
                 Braced->getInit(0)->getType()->getAsCXXRecordDecl())
      Inner = Braced->getInit(0);
    else if (const auto *Copy = dyn_cast<CXXConstructExpr>(Inner);
             Copy && Copy->getNumArgs() == 1 &&
             Copy->getConstructor()->isCopyOrMoveConstructor() &&
             isa<MaterializeTemporaryExpr, CXXBindTemporaryExpr, CallExpr>(
                 Copy->getArg(0)->IgnoreParenImpCasts()) &&
             !Copy->getArg(0)->isLValue())
      Inner = Copy->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

class Walk : public RecursiveASTVisitor<Walk> {
  using Base = RecursiveASTVisitor<Walk>;

public:
  Walk(ASTContext &Ctx, UserCodeListener &Listener)
      : SM(Ctx.getSourceManager()), Listener(Listener) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }
  bool shouldWalkTypesOfTypeLocs() const { return false; }

  bool TraverseDecl(Decl *D) {
    if (!D || D->isInvalidDecl())
      return true;
    const SourceLocation Loc = SM.getExpansionLoc(D->getLocation());
    if (Loc.isValid() && !isa<TranslationUnitDecl>(D) &&
        (SM.isInSystemHeader(Loc) || isGenerated(Loc)))
      return true;
    const auto *F = dyn_cast<FunctionDecl>(D);
    const bool Written =
        F && F->isDependentContext() && F->doesThisDeclarationHaveABody();
    if (Written && !Told.insert(F).second)
      return true;
    if (const auto *Named = dyn_cast<NamedDecl>(D); Named && isMarked(*Named))
      Listener.onMarked(*Named);
    if (!F)
      return Base::TraverseDecl(D);
    // Instantiations are visited with the first declaration of their template;
    // what they are made from may be written further down.
    if (FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
        Pattern && Pattern != F && Pattern->doesThisDeclarationHaveABody() &&
        !TraverseDecl(Pattern))
      return false;
    return inFunction(F, [&] { return Base::TraverseDecl(D); });
  }

  /// As any variable. The base asserts what is not so of a partial
  /// specialization that a class template's instantiation has as a member.
  bool TraverseVarTemplateSpecializationDecl(VarTemplateSpecializationDecl *D) {
    return Base::TraverseVarDecl(D);
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (unsigned I = 0; I < L->capture_size(); ++I)
      if (!TraverseStmt(L->capture_init_begin()[I]))
        return false;
    CXXMethodDecl *Operator = L->getCallOperator();
    if (!inFunction(Operator, [&] { return TraverseStmt(L->getBody()); }))
      return false;
    // Nothing else reaches the instantiations of a generic lambda.
    if (FunctionTemplateDecl *Generic = L->getDependentCallOperator())
      for (FunctionDecl *Instance : Generic->specializations())
        if (Instance->isTemplateInstantiation() && Instance->hasBody())
          if (!inFunction(Instance,
                          [&] { return TraverseStmt(Instance->getBody()); }))
            return false;
    return true;
  }

  /// What is constructed for an element, where one is converted, stands in the
  /// semantic form alone.
  bool TraverseInitListExpr(InitListExpr *List) {
    InitListExpr *Semantic =
        List->isSemanticForm() ? List : List->getSemanticForm();
    for (Expr *Element : (Semantic ? Semantic : List)->inits())
      if (!TraverseStmt(Element))
        return false;
    return true;
  }

  // Operands that are never evaluated drop nothing.
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) {
    return true;
  }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseCXXTypeidExpr(CXXTypeidExpr *) { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseConceptSpecializationExpr(ConceptSpecializationExpr *) {
    return true;
  }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    return !Init->isWritten() || Base::TraverseConstructorInitializer(Init);
  }

  bool TraverseStmt(Stmt *S) {
    if (!S)
      return true;
    visit(*S);
    Path.push_back(S);
    const bool Go = Base::TraverseStmt(S);
    Path.pop_back();
    return Go;
  }

private:
  static bool isMarked(const Decl &D) {
    return llvm::any_of(D.specific_attrs<AnnotateAttr>(),
                        [](const AnnotateAttr *A) {
                          return A->getAnnotation().starts_with("holdfast::");
                        });
  }

  bool isGenerated(SourceLocation Loc) const {
    return isGeneratedFile(SM.getFilename(Loc));
  }

  template <class Body> bool inFunction(const FunctionDecl *F, Body Go) {
    llvm::SmallVector<const Stmt *, 16> Outer;
    Outer.swap(Path);
    llvm::SaveAndRestore<const FunctionDecl *> In(Function, F);
    llvm::SaveAndRestore<bool> Throws(MeantToThrow, isMeantToThrow(Outer));
    llvm::SaveAndRestore<bool> Made(
        Instantiated, Instantiated || F->isTemplateInstantiation());
    const bool Result = Go();
    if (F->doesThisDeclarationHaveABody())
      Listener.onFunction(*F, here(nullptr, Discard::Silent));
    Outer.swap(Path);
    return Result;
  }

  Place here(const Stmt *Whole, Discard How) const {
    Place P;
    P.Function = Function;
    P.Path = Path;
    P.Instantiated = Instantiated;
    P.Whole = Whole;
    P.How = How;
    P.MeantToThrow = MeantToThrow;
    return P;
  }

  /// Tells of what \p S itself throws away; Path ends in the statement around.
  void visit(const Stmt &S) {
    if (isa<CallExpr, CXXConstructExpr>(S))
      Listener.onCall(cast<Expr>(S), here(&S, Discard::Silent));
    else if (const auto *Try = dyn_cast<CXXTryStmt>(&S))
      Listener.onTry(*Try, here(&S, Discard::Silent));
    // The children are told with their parent as the last of the path.
    Path.push_back(&S);
    if (const auto *Block = dyn_cast<CompoundStmt>(&S)) {
      const bool Yields =
          Path.size() >= 2 && isa<StmtExpr>(Path[Path.size() - 2]);
      for (const Stmt *Child : Block->body())
        if (!Yields || Child != Block->body_back())
          statement(Child);
    } else if (const auto *If = dyn_cast<IfStmt>(&S)) {
      statement(If->getInit());
      statement(If->getThen());
      statement(If->getElse());
    } else if (const auto *While = dyn_cast<WhileStmt>(&S)) {
      statement(While->getBody());
    } else if (const auto *Do = dyn_cast<DoStmt>(&S)) {
      statement(Do->getBody());
    } else if (const auto *For = dyn_cast<ForStmt>(&S)) {
      statement(For->getInit());
      statement(For->getInc());
      statement(For->getBody());
    } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S)) {
      statement(Range->getInit());
      statement(Range->getBody());
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(&S)) {
      statement(Switch->getInit());
      statement(Switch->getBody());
    } else if (const auto *Case = dyn_cast<SwitchCase>(&S)) {
      statement(Case->getSubStmt());
    } else if (const auto *Label = dyn_cast<LabelStmt>(&S)) {
      statement(Label->getSubStmt());
    } else if (const auto *Attributed = dyn_cast<AttributedStmt>(&S)) {
      statement(Attributed->getSubStmt());
    } else if (const auto *Op = dyn_cast<BinaryOperator>(&S)) {
      if (Op->getOpcode() == BO_Comma)
        value(Op->getLHS(), Op->getLHS(), Discard::Silent);
    }
    Path.pop_back();
    if (const auto *Declared = dyn_cast<DeclStmt>(&S)) {
      placeholders(*Declared);
      for (const Decl *D : Declared->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          Listener.onVariable(*Var, here(&S, Discard::Silent));
    }
  }

  void statement(const Stmt *S) {
    if (const auto *E = dyn_cast_or_null<Expr>(S))
      value(E, E, Discard::Silent);
  }

  void value(const Expr *E, const Stmt *Whole, Discard How) {
    E = peel(E);
    if (const auto *Op = dyn_cast<BinaryOperator>(E)) {
      if (Op->getOpcode() == BO_Comma)
        return value(Op->getRHS(), Op->getRHS(), How);
      if (Op->getOpcode() == BO_Assign && isStdIgnore(*Op->getLHS()))
        return value(Op->getRHS(), Whole, Discard::StdIgnore);
      return;
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      value(Choice->getTrueExpr(), Choice->getTrueExpr(), How);
      return value(Choice->getFalseExpr(), Choice->getFalseExpr(), How);
    }
    if (const auto *Block = dyn_cast<StmtExpr>(E)) {
      if (const auto *Last =
              dyn_cast_or_null<Expr>(Block->getSubStmt()->body_empty()
                                         ? nullptr
                                         : Block->getSubStmt()->body_back()))
        value(Last, Last, How);
      return;
    }
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
        Cast && Cast->getType()->isVoidType())
      return value(Cast->getSubExpr(), Whole, Discard::VoidCast);
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
        Op && Op->getOperator() == OO_Equal && isStdIgnore(*Op->getArg(0)))
      return value(Op->getArg(1), Whole, Discard::StdIgnore);
    if (const auto *Call = dyn_cast<CallExpr>(E);
        Call && isPassThrough(*Call)) {
      const Expr *Passed = peel(Call->getArg(0));
      if (isa<CallExpr, CXXConstructExpr>(Passed))
        return value(Passed, Whole, How);
    }
    Listener.onDiscard(*E, here(Whole, How));
  }

  void placeholders(const DeclStmt &S) {
    for (const Decl *D : S.decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (Var && isPlaceholder(*Var))
        value(Var->getInit(), &S, Discard::Placeholder);
    }
  }

  const SourceManager &SM;
  UserCodeListener &Listener;
  const FunctionDecl *Function = nullptr;
  bool Instantiated = false;
  bool MeantToThrow = false;
  llvm::SmallVector<const Stmt *, 16> Path;
  /// The functions of templates that were told as written.
  llvm::DenseSet<const FunctionDecl *> Told;
};

} // namespace

void walkUserCode(ASTContext &Ctx, UserCodeListener &Listener) {
  Walk W(Ctx, Listener);
  for (Decl *D : Ctx.getTraversalScope())
    W.TraverseDecl(D);
}

} // namespace holdfast
