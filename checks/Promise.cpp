// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Promise.h"

#include "checks/Members.h"
#include "checks/TaskModel.h"
#include "checks/Words.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace holdfast {

/// Looks for the promise in the specialisations of std::coroutine_traits, which
/// is how a type gets a promise without a nested promise_type.
static const CXXRecordDecl *promiseFromTraits(const CXXRecordDecl &R,
                                              ASTContext &Ctx) {
  // Made if need be: a name of a precompiled header may not be there yet.
  const IdentifierInfo &Name = Ctx.Idents.get("coroutine_traits");
  const IdentifierInfo &Std = Ctx.Idents.get("std");
  const CXXRecordDecl *Wanted = R.getTemplateInstantiationPattern();
  if (!Wanted)
    Wanted = &R;
  auto Speaks = [&](const TemplateArgument &First) {
    if (First.getKind() != TemplateArgument::Type)
      return false;
    const CXXRecordDecl *Named = recordOf(First.getAsType());
    if (!Named)
      return false;
    const CXXRecordDecl *Pattern = Named->getTemplateInstantiationPattern();
    return (Pattern ? Pattern : Named)->getCanonicalDecl() ==
           Wanted->getCanonicalDecl();
  };
  for (const NamedDecl *NS : Ctx.getTranslationUnitDecl()->lookup(&Std)) {
    const auto *Space = dyn_cast<NamespaceDecl>(NS);
    if (!Space)
      continue;
    for (const NamedDecl *D : Space->lookup(&Name)) {
      const auto *Traits = dyn_cast<ClassTemplateDecl>(D);
      if (!Traits)
        continue;
      for (const ClassTemplateSpecializationDecl *S : Traits->specializations())
        if (S->getTemplateArgs().size() && Speaks(S->getTemplateArgs()[0]))
          if (const CXXRecordDecl *P = memberType(*S, "promise_type"))
            return P;
      llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partial;
      const_cast<ClassTemplateDecl *>(Traits)->getPartialSpecializations(
          Partial);
      for (const ClassTemplatePartialSpecializationDecl *S : Partial)
        if (S->getTemplateArgs().size() && Speaks(S->getTemplateArgs()[0]))
          if (const CXXRecordDecl *P = memberType(*S, "promise_type"))
            return P;
    }
  }
  return nullptr;
}

const CXXRecordDecl *promiseOf(const CXXRecordDecl &R, ASTContext &Ctx) {
  if (const CXXRecordDecl *Promise = memberType(R, "promise_type"))
    return Promise;
  return promiseFromTraits(R, Ctx);
}

namespace {

/// What an `unhandled_exception` does with its exception.
struct Handling {
  bool Throws = false, Catches = false, Ends = false, Stores = false;
  bool Logs = false;

  void read(const Stmt *S, bool Caught) {
    if (!S)
      return;
    const std::string Name = nameIn(*S);
    const auto *Throw = dyn_cast<CXXThrowExpr>(S);
    if ((Throw && !Throw->getSubExpr()) || Name == "rethrow_exception") {
      (Caught ? Catches : Throws) = true;
    } else if (Name == "terminate" || Name == "abort") {
      Ends = true;
    } else if (Name == "current_exception") {
      Stores |= !Caught;
    } else if (!Name.empty()) {
      static constexpr llvm::StringLiteral Words[] = {
          "log",     "logger", "printf",   "fprintf", "puts", "cerr",  "clog",
          "println", "print",  "critical", "error",   "warn", "perror"};
      const auto In = wordsOf(Name);
      Logs |= llvm::any_of(In, [](const std::string &Word) {
        return llvm::is_contained(Words, Word);
      });
    }
    if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
      read(Try->getTryBlock(), /*Caught=*/true);
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        read(Try->getHandler(I)->getHandlerBlock(), Caught);
      return;
    }
    for (const Stmt *Child : S->children())
      read(Child, Caught);
  }
};

} // namespace

ErrorFate errorFate(const CXXRecordDecl &Promise) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(
      bodyOf(memberFunction(Promise, "unhandled_exception")));
  if (!Block)
    return ErrorFate::Unknown;
  if (Block->body_empty())
    return ErrorFate::Swallowed;
  Handling H;
  H.read(Block, /*Caught=*/false);
  // Which of two it does is decided at run time.
  if (H.Throws + H.Ends + H.Stores > 1)
    return ErrorFate::Unknown;
  if (H.Throws)
    return ErrorFate::EscapesLoop;
  if (H.Ends)
    return ErrorFate::Terminates;
  if (H.Catches || (H.Logs && !H.Stores))
    return H.Logs ? ErrorFate::Logged : ErrorFate::Swallowed;
  return H.Stores ? ErrorFate::Swallowed : ErrorFate::Unknown;
}

} // namespace holdfast
