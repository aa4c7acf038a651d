// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the checks cost on one translation unit, and what they gave up.
//
// Nothing is measured unless somebody asks: `holdfast check --stats` does. As
// with findings (checks/Finding.h), the thread that runs the checks says where
// the numbers go.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <vector>

namespace holdfast {

/// A function with more paths than a check's budget allows: what it does with
/// its handles was not followed to the end.
struct SpentBudget {
  std::string Check;
  std::string Function;
  /// As the SourceManager spells it.
  std::string File;
  unsigned Line = 0;
};

struct UnitCost {
  /// Seconds of CPU from the first check's begin to the last one's end, the
  /// walk over the code included.
  double All = 0;
  /// Of these, the seconds of each check.
  std::map<std::string, double> ByCheck;
  std::vector<SpentBudget> Spent;
};

/// Writes what the calling thread's checks cost to \p Cost until it is called
/// again; nullptr stops that. The target must outlive its use.
void setUnitCost(UnitCost *Cost);
/// Where the calling thread's costs go; nullptr: nowhere.
UnitCost *unitCost();

/// Adds the CPU time of its life to a sum.
class CostTimer {
public:
  explicit CostTimer(double &Sum);
  ~CostTimer();
  CostTimer(const CostTimer &) = delete;
  CostTimer &operator=(const CostTimer &) = delete;

private:
  double &Sum;
  double Start;
};

} // namespace holdfast
