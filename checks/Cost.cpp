// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Cost.h"

#include <ctime>

namespace holdfast {

static thread_local UnitCost *CurrentCost = nullptr;

void setUnitCost(UnitCost *Cost) { CurrentCost = Cost; }
UnitCost *unitCost() { return CurrentCost; }

static double cpuSeconds() {
  timespec Now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &Now);
  return static_cast<double>(Now.tv_sec) +
         1e-9 * static_cast<double>(Now.tv_nsec);
}

CostTimer::CostTimer(double &Sum) : Sum(Sum), Start(cpuSeconds()) {}
CostTimer::~CostTimer() { Sum += cpuSeconds() - Start; }

} // namespace holdfast
