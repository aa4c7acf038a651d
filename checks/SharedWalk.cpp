// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/SharedWalk.h"

#include "checks/ShippedFiles.h"
#include "checks/TaskCheck.h"

using namespace clang;

namespace holdfast {

std::shared_ptr<SharedWalk> SharedWalk::join(TaskCheck &Check,
                                             const Preprocessor &PP) {
  static thread_local std::weak_ptr<SharedWalk> Current;
  std::shared_ptr<SharedWalk> Walk = Current.lock();
  if (!Walk || Walk->PP != &PP || Walk->Done) {
    Walk = std::make_shared<SharedWalk>(PP);
    Current = Walk;
  }
  Walk->Checks.push_back(&Check);
  return Walk;
}

void SharedWalk::run(ASTContext &Ctx) {
  if (Done)
    return;
  Done = true;
  const std::vector<std::string> Shipped =
      findShippedFiles(Ctx, Checks.front()->mainFile());
  for (TaskCheck *Check : Checks)
    Check->begin(Ctx, Checks, Shipped);
  walkUserCode(Ctx, *this);
  for (TaskCheck *Check : Checks)
    Check->end();
}

void SharedWalk::onDiscard(const Expr &E, const Place &Where) {
  for (TaskCheck *Check : Checks)
    Check->onDiscard(E, Where);
}

void SharedWalk::onCall(const Expr &E, const Place &Where) {
  for (TaskCheck *Check : Checks)
    Check->onCall(E, Where);
}

void SharedWalk::onMarked(const NamedDecl &D) {
  for (TaskCheck *Check : Checks)
    Check->onMarked(D);
}

void SharedWalk::onVariable(const VarDecl &Var, const Place &Where) {
  for (TaskCheck *Check : Checks)
    Check->onVariable(Var, Where);
}

void SharedWalk::onFunction(const FunctionDecl &F, const Place &Where) {
  for (TaskCheck *Check : Checks)
    Check->onFunction(F, Where);
}

void SharedWalk::onTry(const CXXTryStmt &S, const Place &Where) {
  for (TaskCheck *Check : Checks)
    Check->onTry(S, Where);
}

} // namespace holdfast
