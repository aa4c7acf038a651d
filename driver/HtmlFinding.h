// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"
#include "driver/SourceView.h"

#include "llvm/Support/raw_ostream.h"

#include <map>
#include <string>

namespace holdfast::driver {

/// The folder of \p F as it is shown; `.` for the root of the sources.
std::string folderOf(const MergedFinding &F);

/// Who repairs \p F: the family of its preferred fix, or a few words.
std::string repairOf(const MergedFinding &F);

/// Writes findings as HTML, each with its source, its way and its fixes.
class HtmlFindings {
public:
  HtmlFindings(const Plan &P, Sources &Texts, llvm::raw_ostream &OS)
      : P(P), Texts(Texts), OS(OS) {}

  /// With \p Open it can be read without a click.
  void write(const MergedFinding &F, bool Open);

private:
  void writeFacts(const Diagnosis &D);
  void writeSource(const Diagnosis &D);
  void writeFix(const MergedFinding &F, const ProposedFix &Fix);
  void writeDiff(const MergedFinding &F, const ProposedFix &Fix);
  /// nullptr: the file cannot be read.
  const SourceView *view(const std::string &File);
  std::string shown(const std::string &File) const;

  const Plan &P;
  Sources &Texts;
  llvm::raw_ostream &OS;
  /// By real path.
  std::map<std::string, SourceView> Views;
};

} // namespace holdfast::driver
