// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One report from the reports of all translation units.
#pragma once

#include "driver/Plan.h"
#include "driver/Report.h"
#include "driver/Source.h"

#include <map>
#include <string>
#include <vector>

namespace holdfast::driver {

/// A finding as it is reported.
struct MergedFinding {
  Diagnosis What;
  /// Real path.
  std::string File;
  /// Relative to the plan's root if it lies there, else absolute.
  std::string ShownFile;
  /// Stays the same when lines move: docs/driver.md says how it is made.
  std::string Fingerprint;
  /// Likewise, and when the file is renamed; findings that look alike share it.
  std::string Likeness;
  /// Indexes of the units that see it.
  std::vector<size_t> Units;
};

/// Why a unit could not be analysed, or not fully.
struct UnitError {
  size_t Unit = 0;
  /// `compile`, `crash`, `timeout`, `memory`, `unreadable`.
  std::string Kind;
  /// For `compile` the compiler's diagnostic; else only the message is set.
  Diagnosis What;
};

/// What became of one unit: a report, or the kind and the words of a failure.
struct UnitOutcome {
  UnitReport Report;
  std::string FailureKind;
  std::string Failure;
};

struct RunResult {
  /// Sorted by file, place, check and message; the same finding of many units
  /// once.
  std::vector<MergedFinding> Findings;
  std::vector<UnitError> Errors;
  std::vector<std::string> Configuration;
  /// UnitReport::Warnings of all units, each once.
  std::vector<std::string> Warnings;
  /// By unit.
  std::vector<UnitStats> Stats;
  /// By unit: what it read. Empty for units that crashed.
  std::vector<std::vector<ReadFile>> Files;
  /// By unit: UnitReport::Checks, Silenced, Skipped.
  std::vector<std::vector<std::string>> Checks;
  std::vector<std::vector<SilencedPlace>> Silenced;
  std::vector<std::vector<LineRange>> Skipped;
  /// By unit: UnitReport::FindsRuntime.
  std::vector<bool> FindsRuntime;
  /// How many units were not parsed: UnitReport::NamesNoTask.
  size_t NotParsed = 0;
  /// Indexes of the units with at least one error, sorted.
  std::vector<size_t> Broken;
  /// By unit: of what all this was merged; empty unless the run is a shard.
  std::vector<UnitOutcome> Outcomes;
};

/// \p Path relative to \p Root if it lies there.
std::string shownPath(llvm::StringRef Path, llvm::StringRef Root);

/// Collects unit reports in any order; `finish` gives the same result for any.
class Merger {
public:
  Merger(const Plan &P, Sources &Texts);
  void add(size_t Unit, UnitOutcome Outcome);
  RunResult finish();

private:
  using Key = std::tuple<std::string, unsigned, std::string, std::string>;

  const Plan &ThePlan;
  Sources &Texts;
  std::map<Key, MergedFinding> Findings;
  RunResult Result;
};

} // namespace holdfast::driver
