// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Marks.h"

#include "checks/NamedHandles.h"
#include "checks/Names.h"
#include "checks/catalogue/Reader.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

static constexpr llvm::StringLiteral HandleMark = "holdfast::task_handle";
static constexpr llvm::StringLiteral SanctionMark = "holdfast::sanctioned";

static const AnnotateAttr *annotation(const Decl &D, StringRef Word) {
  for (const auto *A : D.specific_attrs<AnnotateAttr>())
    if (A->getAnnotation() == Word)
      return A;
  return nullptr;
}

bool isAnnotatedSanctioned(const Decl &D) {
  // An attribute reaches later declarations by itself, not earlier ones.
  for (const Decl *Each : D.redecls())
    if (annotation(*Each, SanctionMark))
      return true;
  if (const auto *F = dyn_cast<FunctionDecl>(&D))
    if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
        Pattern && Pattern != F && isAnnotatedSanctioned(*Pattern))
      return true;
  if (const auto *R = dyn_cast<CXXRecordDecl>(&D))
    if (const CXXRecordDecl *Pattern = R->getTemplateInstantiationPattern();
        Pattern && Pattern != R && isAnnotatedSanctioned(*Pattern))
      return true;
  if (const auto *M = dyn_cast<CXXMethodDecl>(&D))
    return llvm::any_of(M->overridden_methods(), [](const CXXMethodDecl *Base) {
      return isAnnotatedSanctioned(*Base);
    });
  return false;
}

static std::string wordOf(const AnnotateAttr &A) {
  for (const Expr *Arg : A.args())
    if (const auto *Word = dyn_cast<StringLiteral>(Arg->IgnoreParenImpCasts()))
      return Word->getString().str();
  return "";
}

std::optional<std::string> markedConsequence(const Decl &D) {
  const AnnotateAttr *A = annotation(D, HandleMark);
  if (!A)
    return std::nullopt;
  return wordOf(*A);
}

std::optional<Consequence> parseMarkedConsequence(StringRef Word) {
  std::string Text = Word.str();
  std::replace(Text.begin(), Text.end(), '_', '-');
  const auto C = parseConsequence(Text);
  return C && *C != Consequence::Unknown ? C : std::nullopt;
}

/// `; did you mean 'never_starts'?`
static std::string nearest(StringRef Word) {
  static const std::vector<std::string> Words = [] {
    std::vector<std::string> Out;
    for (int I = static_cast<int>(Consequence::NeverStarts);
         I <= static_cast<int>(Consequence::Undefined); ++I) {
      Out.push_back(spelling(static_cast<Consequence>(I)).str());
      std::replace(Out.back().begin(), Out.back().end(), '-', '_');
    }
    return Out;
  }();
  const std::vector<StringRef> Views(Words.begin(), Words.end());
  return catalogue::suggestion(Word, Views);
}

/// True if a mark on \p F can mean something: a task, or work, goes in or comes
/// out; also where a template argument decides that.
static bool dealsWithTasks(const FunctionDecl &F, TaskModel &Model) {
  auto Deals = [&](QualType T) {
    T = T.getNonReferenceType();
    return T->isDependentType() || T->isUndeducedType() || Model.classify(T) ||
           Model.fireAndForget(T);
  };
  if (Deals(F.getReturnType()) || Model.rows().mayBeSpawn(F.getName()))
    return true;
  if (const CXXRecordDecl *R = recordOf(F.getReturnType()))
    if (const CXXRecordDecl *Held = soleHandle(*R);
        Held && inferByName(F, *Held))
      return true;
  return llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
    return Deals(P->getType()) || isWork(P->getType());
  });
}

std::optional<MarkProblem> problemOf(const NamedDecl &D, TaskModel &Model) {
  MarkProblem P;
  if (const AnnotateAttr *A = annotation(D, HandleMark);
      A && !A->isInherited()) {
    P.Loc = A->getLocation();
    if (const std::string Word = wordOf(*A); !parseMarkedConsequence(Word)) {
      P.Message = fmt::format("'{}' is not what the drop of a task does{}",
                              Word, nearest(Word));
      return P;
    }
    if (const auto *Row = Model.rows().handle(catalogueName(D))) {
      P.Redundant = true;
      P.Message = fmt::format("the mark of '{}' says nothing: the catalogue "
                              "describes it under '{}'",
                              displayName(D), Row->Lib->Id);
      return P;
    }
  }
  const AnnotateAttr *A = annotation(D, SanctionMark);
  if (!A || A->isInherited())
    return std::nullopt;
  P.Loc = A->getLocation();
  P.Redundant = true;
  if (const auto *F = D.getAsFunction()) {
    if (!F->getDeclName().isIdentifier() || dealsWithTasks(*F, Model))
      return std::nullopt;
    P.Message = fmt::format("the mark of '{}' says nothing: it neither takes "
                            "nor returns a task",
                            F->getNameAsString());
    return P;
  }
  if (const auto *R = dyn_cast<CXXRecordDecl>(&D)) {
    // What a function called `spawn` returns would be one by its members.
    if (!R->hasDefinition() || R->isDependentType() ||
        Model.isTaskWithoutMark(*R) || handleByMembers(*R))
      return std::nullopt;
    P.Message = fmt::format("the mark of '{}' says nothing: it is no task",
                            displayName(D));
    return P;
  }
  return std::nullopt;
}

/// True if \p Call returns a task whose drop is meant.
static bool isOwnedTask(const CallExpr &Call, TaskModel &Model) {
  return !Call.isTypeDependent() && Call.isPRValue() &&
         Model.classify(Call.getType()) && !Model.classifyValue(Call);
}

bool isRedundantDiscard(const Expr &E, const Place &Where, TaskModel &Model) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call ||
      (Where.How != Discard::VoidCast && Where.How != Discard::StdIgnore &&
       Where.How != Discard::Placeholder) ||
      Call->hasUnusedResultAttr(Model.context()))
    return false;
  return isOwnedTask(*Call, Model);
}

const Expr *ownedArgument(const Expr &E, TaskModel &Model) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  const FunctionDecl *F = Call ? calleeOf(E) : nullptr;
  if (!F || !(isAnnotatedSanctioned(*F) ||
              Model.rows().isSanctioned(catalogueName(*F))))
    return nullptr;
  for (const Expr *Argument : Call->arguments()) {
    const Expr *Given = Argument->IgnoreUnlessSpelledInSource();
    if (const auto *Inner = dyn_cast<CallExpr>(Given);
        Inner && isOwnedTask(*Inner, Model))
      return Inner;
  }
  return nullptr;
}

} // namespace holdfast
