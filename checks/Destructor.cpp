// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Destructor.h"

#include "checks/Conditions.h"
#include "checks/Members.h"
#include "checks/Refers.h"
#include "checks/TaskModel.h"
#include "checks/Words.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace holdfast {

Consequence DropFacts::ofRunning() const {
  if (Unsure || Resumes)
    return Consequence::Unknown;
  if (Terminates)
    return Consequence::Terminates;
  if (Joins)
    return Cancels ? Consequence::CancelsBlocks : Consequence::Blocks;
  if (Destroys || Cancels)
    return Consequence::Cancels;
  return Consequence::Detaches;
}

namespace {

/// Reads the bodies behind one destructor.
class Reading {
public:
  explicit Reading(DropFacts &Facts) : Facts(Facts) {}

  void destructorOf(const CXXRecordDecl &R) {
    const CXXRecordDecl *Def = definitionOf(R);
    if (!Def || Depth > 3)
      return;
    const llvm::SaveAndRestore<unsigned> In(Depth, Depth + 1);
    const bool WasSure = Sure;
    if (const CXXDestructorDecl *D = Def->getDestructor();
        D && D->isUserProvided()) {
      if (const Stmt *Body = bodyOf(D))
        read(Body);
      else
        Facts.Unsure = true;
    }
    // Whatever the body did, the members are destroyed.
    Left = false;
    Sure = WasSure;
    for (const FieldDecl *Field : Def->fields())
      member(Field->getType());
    for (const CXXBaseSpecifier &Base : Def->bases())
      member(Base.getType());
  }

private:
  /// What is made certain by nothing above it.
  void note(bool &Fact) { (Sure ? Fact : Facts.Unsure) = true; }

  void member(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    if (!R || R->getName() == "coroutine_handle")
      return;
    if (isSharedPointer(R->getName())) {
      // Whether this is the last share is known at run time.
      const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
      const CXXRecordDecl *Held =
          Spec && Spec->getTemplateArgs().size() &&
                  Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type
              ? recordOf(Spec->getTemplateArgs()[0].getAsType())
              : nullptr;
      DropFacts Inner;
      if (Held)
        Reading(Inner).destructorOf(*Held);
      Facts.Unsure |= Inner.ofRunning() != Consequence::Detaches;
      return;
    }
    if (R->getName() == "unique_ptr")
      return owned(*R);
    if (!isInSystemHeader(*R))
      destructorOf(*R);
    else if (oneOf(R->getName(), {"thread", "jthread", "future"}))
      Facts.Unsure = true; // depends on who made it
  }

  /// `unique_ptr<T, Deleter>`.
  void owned(const CXXRecordDecl &R) {
    const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
    if (!Spec || Spec->getTemplateArgs().size() < 1)
      return;
    auto Argument = [&](unsigned I) -> const CXXRecordDecl * {
      if (I >= Spec->getTemplateArgs().size() ||
          Spec->getTemplateArgs()[I].getKind() != TemplateArgument::Type)
        return nullptr;
      return recordOf(Spec->getTemplateArgs()[I].getAsType());
    };
    const CXXRecordDecl *Deleter = Argument(1);
    if (!Deleter || Deleter->getName() == "default_delete") {
      if (const CXXRecordDecl *Held = Argument(0);
          Held && !isInSystemHeader(*Held))
        destructorOf(*Held);
      return;
    }
    const CXXRecordDecl *Def = definitionOf(*Deleter);
    if (!Def)
      return;
    for (const Decl *D : Def->decls())
      if (const FunctionDecl *F = D->getAsFunction();
          F && F->getOverloadedOperator() == OO_Call)
        body(*F);
  }

  void body(const FunctionDecl &F) {
    const llvm::SaveAndRestore<unsigned> In(Depth, Depth + 1);
    const llvm::SaveAndRestore<bool> As(Sure, Sure);
    const llvm::SaveAndRestore<bool> Here(Left, false);
    if (const Stmt *Body = bodyOf(&F); Body && Depth < 6)
      read(Body);
    else
      Facts.Unsure = true;
  }

  void unsure(const Stmt *S) {
    const llvm::SaveAndRestore<bool> Maybe(Sure, false);
    read(S);
  }

  void condition(const IfStmt &If) {
    const VarDecl *Var = If.getConditionVariable();
    // `if (auto h = std::exchange(handle, {}))`
    const Test T = Var ? Test::Holds : testOf(If.getCond());
    const bool Negated = !Var && isNullTest(If.getCond());
    read(If.getInit());
    if (Var)
      read(Var->getInit());
    read(If.getCond());
    const bool Leaves = leaves(If.getThen());
    if (Negated) { // `if (!handle) return;`
      read(If.getElse());
    } else if (T == Test::Holds) {
      read(If.getThen());
    } else if (T == Test::NotDone) {
      read(If.getThen());
      Left |= Leaves;
    } else if (T == Test::Done) {
      read(If.getElse());
    } else {
      unsure(If.getThen());
      unsure(If.getElse());
      Sure &= !Leaves;
    }
  }

  static bool leaves(const Stmt *S) {
    if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
      S = Block->body_empty() ? nullptr : Block->body_back();
    return isa_and_nonnull<ReturnStmt>(S);
  }

  void call(const CallExpr &Call) {
    const std::string Name = nameIn(*Call.getCallee()->IgnoreParenImpCasts());
    const auto Words = wordsOf(Name);
    const StringRef First = Words.empty() ? StringRef() : StringRef(Words[0]);
    if (Name == "destroy")
      return note(Facts.Destroys);
    if (First == "resume" || First == "start")
      return note(Facts.Resumes);
    if (Name == "terminate" || Name == "abort")
      return note(Facts.Terminates);
    if (oneOf(First, {"cancel", "abort"}) || Name == "request_stop" ||
        Name == "requestStop")
      return note(Facts.Cancels);
    if (oneOf(First, {"wait", "join"}) || Name == "sync_wait")
      return note(Facts.Joins);
    // A function of the user's own: what it does is in its body.
    const auto *F = dyn_cast_or_null<FunctionDecl>(Call.getCalleeDecl());
    if (!F)
      return;
    const SourceManager &SM = F->getASTContext().getSourceManager();
    if (SM.isInSystemHeader(SM.getExpansionLoc(F->getLocation())) ||
        F->getBuiltinID())
      return;
    if (bodyOf(F))
      body(*F);
    else if (isa<CXXMethodDecl>(F))
      Facts.Unsure = true;
  }

  void read(const Stmt *S) {
    if (!S || Left)
      return;
    if (const auto *If = dyn_cast<IfStmt>(S))
      return condition(*If);
    if (isa<LambdaExpr>(S))
      return;
    if (isa<ForStmt, WhileStmt, DoStmt, SwitchStmt, CXXForRangeStmt,
            ConditionalOperator, CXXCatchStmt>(S)) {
      for (const Stmt *Child : S->children())
        unsure(Child);
      return;
    }
    if (const auto *Op = dyn_cast<BinaryOperator>(S); Op && Op->isLogicalOp()) {
      read(Op->getLHS());
      unsure(Op->getRHS());
      return;
    }
    for (const Stmt *Child : S->children())
      read(Child);
    if (const auto *Call = dyn_cast<CallExpr>(S))
      call(*Call);
    else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S)) {
      const CXXRecordDecl *R = recordOf(Delete->getDestroyedType());
      if (R && Sure)
        destructorOf(*R);
      else
        Facts.Unsure = true;
    }
  }

  DropFacts &Facts;
  unsigned Depth = 0;
  bool Sure = true;
  /// The rest of this body is not reached by running work.
  bool Left = false;
};

} // namespace

DropFacts dropFacts(const CXXRecordDecl &R) {
  DropFacts Facts;
  Reading(Facts).destructorOf(R);
  return Facts;
}

} // namespace holdfast
