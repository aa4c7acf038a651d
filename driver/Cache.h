// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reports of earlier runs, by everything on which they depend.
//
// The cache is a folder with two kinds of files. A list names, by unit and
// options, the questions that the unit asked the file system when it was
// analysed last (driver/Inputs.h). A result is found by those questions with
// today's answers: the same answers, the same report. So a unit costs a look at
// the files that it would read, and an edit that is taken back is known again.
#pragma once

#include "driver/Inputs.h"
#include "driver/Report.h"
#include "driver/UnitJob.h"

#include "llvm/ADT/StringMap.h"

#include <optional>
#include <string>

namespace holdfast::driver {

/// The folder that is meant where none is named; empty: this user has none.
std::string defaultCacheFolder();

/// All on which the report of \p Job depends, except for files.
std::string cacheKey(const UnitJob &Job);

/// What is known of a unit.
struct CachedUnit {
  /// nullopt: it must be analysed.
  std::optional<UnitReport> Report;
  /// The seconds that it took the last time; 0: unknown.
  double Cost = 0;
  /// The files that it read the last time, absolute as the compiler spelled
  /// them.
  std::vector<std::string> Files;
};

/// Looks units up. Each file is read once for all of them: what changes during
/// the life of an object is not seen.
class Cache {
public:
  explicit Cache(std::string Folder) : Folder(std::move(Folder)) {}
  CachedUnit find(llvm::StringRef Key);

private:
  const std::string &answerTo(Question What, llvm::StringRef Path);

  std::string Folder;
  llvm::StringMap<std::string> Answers;
};

/// Keeps \p Report, unless it tells of a mistake that stops the run. A cache
/// that cannot be written costs time and nothing else.
void storeReport(llvm::StringRef Folder, llvm::StringRef Key,
                 const Inputs &Asked, const UnitReport &Report);

/// Removes what was not used for longest until no more than \p MaxBytes are
/// left. Looks at most every twenty minutes unless \p Now.
void pruneReports(llvm::StringRef Folder, uint64_t MaxBytes, bool Now);

} // namespace holdfast::driver
