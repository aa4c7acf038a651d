// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/SharedWalk.h"

#include "checks/Cost.h"
#include "checks/ShippedFiles.h"
#include "checks/TaskCheck.h"

#include <chrono>

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

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

template <class Told> void SharedWalk::each(Told Tell) {
  if (Spent.empty()) {
    for (TaskCheck *Check : Checks)
      Tell(*Check);
    return;
  }
  auto Last = Clock::now();
  for (auto [Check, Sum] : llvm::zip_equal(Checks, Spent)) {
    Tell(*Check);
    const auto Now = Clock::now();
    Sum += Seconds(Now - Last).count();
    Last = Now;
  }
}

void SharedWalk::walk(ASTContext &Ctx) {
  const std::vector<std::string> Shipped =
      findShippedFiles(Ctx, Checks.front()->mainFile());
  each([&](TaskCheck &Check) { Check.begin(Ctx, Checks, Shipped); });
  walkUserCode(Ctx, *this);
  each([](TaskCheck &Check) { Check.end(); });
}

void SharedWalk::run(ASTContext &Ctx) {
  if (Done)
    return;
  Done = true;
  UnitCost *Cost = unitCost();
  if (!Cost)
    return walk(Ctx);
  Spent.assign(Checks.size(), 0);
  const auto Begin = Clock::now();
  double Cpu = 0;
  {
    const CostTimer Timer(Cpu);
    walk(Ctx);
  }
  // A check is asked too often for a clock of CPU time, which is a call of the
  // system: it would cost more than the checks. What passed is scaled to CPU
  // time.
  const double Scale = Cpu / Seconds(Clock::now() - Begin).count();
  Cost->All += Cpu;
  for (auto [Check, Sum] : llvm::zip_equal(Checks, Spent))
    Cost->ByCheck[Check->checkName().str()] += Sum * Scale;
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
