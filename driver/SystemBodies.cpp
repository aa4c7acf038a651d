// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SystemBodies.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Sema/Sema.h"

namespace holdfast::driver {

using namespace clang;

/// A promise, an awaiter or a coroutine's return type: their bodies say what a
/// drop does.
static bool speaksOfCoroutines(const CXXRecordDecl &Record) {
  for (const Decl *Member : Record.decls()) {
    const auto *Named = dyn_cast<NamedDecl>(Member);
    if (!Named)
      continue;
    if (Named->getDeclName().getCXXOverloadedOperator() == OO_Coawait)
      return true;
    const IdentifierInfo *Id = Named->getIdentifier();
    if (Id && (Id->isStr("promise_type") || Id->isStr("initial_suspend") ||
               Id->isStr("final_suspend") || Id->isStr("unhandled_exception") ||
               Id->isStr("await_ready")))
      return true;
  }
  return false;
}

/// Is the body of \p Function one that a drop's consequence is read from?
static bool saysWhatADropDoes(const FunctionDecl &Function) {
  if (isa<CXXDestructorDecl>(Function))
    return true;
  for (const DeclContext *C = Function.getDeclContext(); C; C = C->getParent())
    if (const auto *Record = dyn_cast<CXXRecordDecl>(C))
      if (speaksOfCoroutines(*Record))
        return true;
  return false;
}

std::unique_ptr<ASTConsumer>
SystemBodySkipper::around(std::unique_ptr<ASTConsumer> Inner, Templates How,
                          CompilerInstance &Compiler) {
  Compiler.getFrontendOpts().SkipFunctionBodies = true;
  return std::make_unique<SystemBodySkipper>(std::move(Inner), How);
}

bool SystemBodySkipper::shouldSkipFunctionBody(Decl *D) {
  const SourceManager &SM = D->getASTContext().getSourceManager();
  if (!SM.isInSystemHeader(D->getLocation()) || D->isTemplated())
    return false;
  const FunctionDecl *Function = D->getAsFunction();
  return Function && !saysWhatADropDoes(*Function);
}

void SystemBodySkipper::InitializeSema(Sema &S) {
  SemaRef = &S;
  MultiplexConsumer::InitializeSema(S);
}

void SystemBodySkipper::ForgetSema() {
  SemaRef = nullptr;
  MultiplexConsumer::ForgetSema();
}

void SystemBodySkipper::HandleCXXImplicitFunctionInstantiation(
    FunctionDecl *D) {
  MultiplexConsumer::HandleCXXImplicitFunctionInstantiation(D);
  if (How == Templates::Instantiate)
    return;
  const SourceManager &SM = D->getASTContext().getSourceManager();
  const FunctionDecl *Pattern = D->getTemplateInstantiationPattern();
  if (!Pattern || !SM.isInSystemHeader(Pattern->getLocation()) ||
      saysWhatADropDoes(*D) || D->getReturnType()->isUndeducedType() ||
      Reach.leadsToUserCode(*D))
    return;
  // It was queued just before; what is marked so counts as defined.
  auto &Queue = SemaRef->PendingInstantiations;
  if (Queue.empty() || Queue.back().first != D)
    return;
  Queue.pop_back();
  D->setHasSkippedBody();
}

} // namespace holdfast::driver
