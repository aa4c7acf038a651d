// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which translation units a command is about.
#pragma once

#include "driver/Options.h"
#include "driver/UnitJob.h"

#include <optional>
#include <string>
#include <vector>

namespace holdfast::driver {

/// What a plan is a part of.
struct PartOf {
  ShardNumber Shard;
  /// Of all units with their commands and the settings: two parts with the same
  /// hash belong together.
  std::string Whole;
  /// How many units there are in all parts.
  size_t Total = 0;
  /// By unit: its number among all of them.
  std::vector<size_t> Numbers;
};

struct Plan {
  /// What is analysed, sorted by file.
  std::vector<Unit> Units;
  /// The other units of the compilation database: a changed header may be
  /// theirs too.
  std::vector<Unit> Others;
  /// Real path of the folder that holds all source files of the database, or
  /// of the current folder if there is none. Reports write paths relative to
  /// it.
  std::string Root;
  /// The units, with those of other shards and those that a change cannot
  /// reach, are all that the database has.
  bool AllUnits = false;
  std::optional<PartOf> Part;
};

/// Finds the compilation database and picks from it. nullopt: \p Error says
/// what is missing and what to do.
std::optional<Plan> makePlan(const Options &O, std::string &Error);

/// What a unit is taken to cost before anybody read it, in bytes of source.
/// Most of a unit is in its headers: they count as much for all.
constexpr uint64_t expectedCost(uint64_t FileBytes) {
  return 50'000 + FileBytes;
}

/// \p File as it is read in \p Directory, or in the current one.
std::string absolutePath(llvm::StringRef File, llvm::StringRef Directory = "");

/// The real path of \p Path, or the absolute one if it does not exist.
std::string realPath(llvm::StringRef Path);

} // namespace holdfast::driver
