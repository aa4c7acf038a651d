// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line.
#pragma once

#include "driver/Formats.h"
#include "driver/UnitJob.h"
#include "driver/Workers.h"

#include "llvm/ADT/ArrayRef.h"

#include <optional>
#include <string>
#include <vector>

namespace holdfast::driver {

/// Exit statuses; docs/driver.md has the table.
enum ExitStatus {
  ExitClean = 0,
  ExitFindings = 1,
  ExitUsage = 2,
  ExitIncomplete = 3,
};

enum class Command {
  Check,
  Fix,
  Suppress,
  Baseline,
  Merge,
  Explain,
  Catalogue,
  Init,
  Worker,
  Help,
  Version
};

/// Part \p Number of \p Count, counted from 1.
struct ShardNumber {
  unsigned Number = 1;
  unsigned Count = 1;
};

struct Options {
  Command What = Command::Help;
  /// `-p`: the build folder; empty: looked for.
  std::string BuildDirectory;
  /// Files and folders, or the words after `explain`, `catalogue` and `merge`.
  std::vector<std::string> Paths;
  /// The compiler's flags after `--`.
  std::optional<std::vector<std::string>> Flags;
  AnalysisSettings Settings;
  /// `--format`.
  const Format *Output = &formats().front();
  /// `-o`; empty: standard output.
  std::string OutputFile;
  /// `--baseline`; empty: none.
  std::string Baseline;
  /// `--stale-nolint`.
  bool StaleNolint = false;
  /// `--since`; empty: none.
  std::string Since;
  /// `--lines`, each as it was given.
  std::vector<std::string> Lines;
  /// `--shard`.
  std::optional<ShardNumber> Shard;
  /// False: `--no-cache`.
  bool UseCache = true;
  /// `--cache-dir`; empty: the user's.
  std::string CacheFolder;
  /// `--cache-size`, in bytes.
  std::optional<uint64_t> CacheSize;
  /// `-j`, `--timeout`, `--memory`.
  WorkerLimits Workers;
  bool FailOnWarning = true;
  bool Diff = false;
  bool Verify = true;
  bool AllowDirty = false;
  bool Interactive = false;
  /// `--reason`; empty: none.
  std::string Reason;
  /// `--runtime-include`; empty: `Runtime.h` finds it.
  std::string RuntimeInclude;
  /// `holdfast help fix`, `holdfast fix --help`.
  std::string HelpTopic;
};

/// Reads the words after the program's name. nullopt: \p Error says what is
/// wrong and what was expected.
std::optional<Options> parseOptions(llvm::ArrayRef<std::string> Words,
                                    std::string &Error);

/// The text of `holdfast --help`, or of `holdfast TOPIC --help`.
std::string helpText(llvm::StringRef Topic);

} // namespace holdfast::driver
