// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `--since` and `--lines`: findings in some lines only.
#pragma once

#include "driver/Merge.h"
#include "driver/Options.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace holdfast::driver {

/// Lines by file (real path), each range from its first to its last.
class ChangedLines {
public:
  void add(const std::string &File, unsigned First, unsigned Last) {
    Ranges[File].emplace_back(First, Last);
  }
  void addWhole(const std::string &File) { add(File, 0, -1U); }
  /// What `git diff --unified=0` wrote, of files below \p Folder. Where lines
  /// were only removed, the two beside them count.
  void addDiff(llvm::StringRef Diff, llvm::StringRef Folder);

  bool contains(const std::string &File) const { return Ranges.count(File); }
  bool contains(const std::string &File, unsigned Line) const;
  bool empty() const { return Ranges.empty(); }

private:
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Ranges;
};

/// What \p O asks for, for sources in \p Root; nullopt with an empty \p Error:
/// everything.
std::optional<ChangedLines> changedLines(const Options &O, llvm::StringRef Root,
                                         std::string &Error);

/// Keeps of \p Result the findings that have to do with \p Lines: those that
/// lie there, and those with a note or a marked range there.
void keepChanged(const ChangedLines &Lines, Sources &Texts, RunResult &Result);

} // namespace holdfast::driver
