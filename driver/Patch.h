// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which fixes are made, and the text that they give.
#pragma once

#include "driver/Merge.h"

#include "llvm/ADT/ArrayRef.h"

#include <map>
#include <string>
#include <vector>

namespace holdfast::driver {

/// Why a finding is left as it is.
enum class Left {
  /// It is not: the fix is made.
  No,
  NoFix,
  ByHand,
  NotByItself,
  NotVerified,
  Clash,
  TakenBack,
  NotWanted,
};

/// One finding and what becomes of it.
struct PlannedFix {
  const MergedFinding *Finding = nullptr;
  /// What is written in the report: the fix's name.
  std::string Title;
  /// As in ProposedFix.
  std::string Family;
  /// Sorted; `File` is the real path. Empty: there is no fix.
  std::vector<Edit> Edits;
  Left Why = Left::No;
  /// The same in words.
  std::string WhyLeft;

  bool made() const { return Why == Left::No; }
  void leave(Left Reason, std::string Words) {
    Why = Reason;
    WhyLeft = std::move(Words);
  }
};

/// What somebody chose for a finding: a fix, or nullptr for none. For findings
/// that are not in it the preferred fix counts.
using FixChoices = std::map<const MergedFinding *, const ProposedFix *>;

/// \p Proposed for \p F, made.
PlannedFix plannedFix(const MergedFinding &F, const ProposedFix &Proposed);

/// One entry per finding, in their order. A finding is left if it has no fix
/// that may be applied, if all units that see it have compiler errors, or if
/// its edits clash with those of an earlier one; the same edit in two fixes
/// (an `#include`, a new member) is made once.
std::vector<PlannedFix> planFixes(const RunResult &Result,
                                  const FixChoices &Chosen);

/// The edits of \p Fixes that are made, by file, sorted, each once.
std::map<std::string, std::vector<Edit>>
editsByFile(llvm::ArrayRef<PlannedFix> Fixes);

/// The same, formatted as their project wants it: driver/ProjectStyle.h.
std::map<std::string, std::vector<Edit>>
finalEdits(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts);

/// Does its first line end in CR LF?
bool usesCrlf(llvm::StringRef Content);

/// \p Text with lines that end in CR LF if \p Crlf, else as it is.
std::string withLineEnds(llvm::StringRef Text, bool Crlf);

/// \p Content with \p Edits, which are sorted and do not clash. With \p Crlf,
/// lines of the new text end in CR LF.
std::string applyEdits(llvm::StringRef Content, llvm::ArrayRef<Edit> Edits,
                       bool Crlf);

/// The new content of every file that the fixes change.
std::map<std::string, std::string>
patchedFiles(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts);

} // namespace holdfast::driver
