// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One translation unit and what is to be done with it: the line of JSON that a
// worker process reads.
#pragma once

#include "llvm/Support/JSON.h"

#include <map>
#include <string>
#include <vector>

namespace holdfast::driver {

/// A translation unit: one compile command.
struct Unit {
  /// Absolute path of the source file.
  std::string File;
  std::string Directory;
  /// The compiler's command line, argv[0] first.
  std::vector<std::string> Command;
  /// Another command stands for this one because the file (a header) has none.
  bool Guessed = false;
  /// The user wrote the flags, after `--`: what is wrong in them is told.
  bool Typed = false;
};

/// What decides which checks run, and how. The same for all units of a run.
struct AnalysisSettings {
  /// The globs of `--checks`; empty: not given.
  std::string Checks;
  /// `--with` and `--tier`: values of the options `Fix` and `FixTier` of every
  /// check; empty: as configured.
  std::string FixFamily, FixTier;
  /// False: function bodies in system headers are parsed too.
  bool SkipBodies = true;
  /// False: no unit begins with a prelude.
  bool SharePreludes = true;
  /// False: a unit that cannot name a task is parsed too.
  bool Prefilter = true;
  /// `--stats`: the worker says what the unit cost.
  bool Stats = false;
};

/// A worker's order.
struct UnitJob {
  enum class Kind {
    /// Parse, run the checks, list what was read.
    Analyse,
    /// Parse only, with some files replaced: is it still without errors?
    Verify,
    /// Preprocess only: which files does it read?
    Scan,
    /// Can it name a task (driver/Prefilter.h)? If so: preprocess only, which
    /// headers of others does it include? If not, the report is that of
    /// Analyse.
    Survey,
    /// Precompile `Prelude` + ".h" with the unit's own flags.
    Precompile,
  };
  Kind What = Kind::Analyse;
  Unit TU;
  AnalysisSettings Settings;
  /// Real path -> content, for files that are not as they are on the disk.
  std::map<std::string, std::string> Overlay;
  /// Where the report is kept, and under which key: driver/Cache.h. Empty:
  /// nowhere.
  std::string CacheFolder, CacheKey;
  /// A precompiled file to begin with (driver/Prelude.h); empty: none.
  std::string Prelude;
  /// A folder in which headers are looked for after all others; empty: none.
  std::string LastInclude;
};

llvm::json::Value toJSON(const UnitJob &J);
bool fromJSON(const llvm::json::Value &V, UnitJob &J, llvm::json::Path P);

} // namespace holdfast::driver
