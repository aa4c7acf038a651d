// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One code base on many machines.
#pragma once

#include "driver/Merge.h"
#include "driver/Plan.h"

#include "llvm/Support/JSON.h"

namespace holdfast::driver {

/// Leaves in \p P the units of one shard. Which these are depends on the units,
/// their commands and the size of their files, on nothing else: neither on the
/// order of the database nor on the machine. Each shard gets about the same
/// share of the cost.
void takeShard(ShardNumber Shard, const AnalysisSettings &Settings, Plan &P);

/// A unit of a shard, and what became of it.
struct ShardUnit {
  /// PartOf::Numbers.
  unsigned Number = 0;
  /// Absolute.
  std::string File;
  UnitOutcome Outcome;
};

/// What `holdfast merge` needs to know of a shard.
struct ShardRecord {
  unsigned Number = 0, Count = 0;
  /// programIdentity().
  std::string Program;
  /// PartOf::Whole, PartOf::Total, Plan::Root, Plan::AllUnits.
  std::string Whole;
  unsigned Total = 0;
  std::string Root;
  bool AllUnits = false;
  std::vector<ShardUnit> Units;
};

/// The member `shard` of a JSON report.
llvm::json::Value shardRecord(const Plan &P, const RunResult &Result);
bool fromJSON(const llvm::json::Value &V, ShardRecord &R, llvm::json::Path P);

} // namespace holdfast::driver
