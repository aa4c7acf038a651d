// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/SharedWalk.h"

#include "checks/Cost.h"
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

template <class Told> void SharedWalk::each(Told Tell) {
  if (!Cost) {
    for (TaskCheck *Check : Checks)
      Tell(*Check);
    return;
  }
  for (TaskCheck *Check : Checks) {
    const CostTimer Timer(Cost->ByCheck[Check->checkName().str()]);
    Tell(*Check);
  }
}

void SharedWalk::run(ASTContext &Ctx) {
  if (Done)
    return;
  Done = true;
  Cost = unitCost();
  double Unasked = 0;
  const CostTimer Timer(Cost ? Cost->All : Unasked);
  const std::vector<std::string> Shipped =
      findShippedFiles(Ctx, Checks.front()->mainFile());
  each([&](TaskCheck &Check) { Check.begin(Ctx, Checks, Shipped); });
  walkUserCode(Ctx, *this);
  each([](TaskCheck &Check) { Check.end(); });
}

void SharedWalk::onDiscard(const Expr &E, const Place &Where) {
  each([&](TaskCheck &Check) { Check.onDiscard(E, Where); });
}

void SharedWalk::onCall(const Expr &E, const Place &Where) {
  each([&](TaskCheck &Check) { Check.onCall(E, Where); });
}

void SharedWalk::onMarked(const NamedDecl &D) {
  each([&](TaskCheck &Check) { Check.onMarked(D); });
}

void SharedWalk::onVariable(const VarDecl &Var, const Place &Where) {
  each([&](TaskCheck &Check) { Check.onVariable(Var, Where); });
}

void SharedWalk::onFunction(const FunctionDecl &F, const Place &Where) {
  each([&](TaskCheck &Check) { Check.onFunction(F, Where); });
}

void SharedWalk::onTry(const CXXTryStmt &S, const Place &Where) {
  each([&](TaskCheck &Check) { Check.onTry(S, Where); });
}

} // namespace holdfast
