// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Patch.h"

#include "driver/ProjectStyle.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"

#include <set>

namespace holdfast::driver {

static auto order(const Edit &E) {
  return std::tie(E.File, E.Offset, E.Length, E.Text);
}

static bool same(const Edit &A, const Edit &B) { return order(A) == order(B); }

/// Whole lines, whose order does not matter: `#include`, a member.
static bool isLines(const Edit &E) {
  llvm::StringRef Text = E.Text;
  return E.Length == 0 && (Text.starts_with("\n") || Text.ends_with("\n"));
}

/// One line is added once, whoever needs it; other equal edits are one only
/// where the whole fix is the same.
static bool clash(const Edit &A, const Edit &B) {
  if (A.File != B.File || (same(A, B) && isLines(A)))
    return false;
  if (A.Length == 0 && B.Length == 0)
    return A.Offset == B.Offset && !(isLines(A) && isLines(B));
  // An insertion at either end of replaced text stays outside of it.
  return A.Offset < B.Offset + B.Length && B.Offset < A.Offset + A.Length;
}

static std::string place(const MergedFinding &F) {
  return fmt::format("{}:{}", F.ShownFile, F.What.Line);
}

static void leaveWithoutFix(PlannedFix &Fix) {
  const std::vector<ProposedFix> &Known = Fix.Finding->What.Fixes;
  auto Advice = llvm::find_if(
      Known, [](const ProposedFix &P) { return P.Edits.empty(); });
  if (Advice != Known.end())
    Fix.leave(Left::ByHand, "by hand: " + Advice->Title);
  else if (!Known.empty())
    Fix.leave(Left::NotByItself,
              fmt::format("no fix may be made by itself here; one that can be "
                          "chosen in an editor or with --interactive: {}",
                          Known.front().Title));
  else
    Fix.leave(Left::NoFix, "no fix is known to be right here");
}

PlannedFix plannedFix(const MergedFinding &F, const ProposedFix &Proposed) {
  PlannedFix Fix;
  Fix.Finding = &F;
  Fix.Title = Proposed.Title;
  Fix.Family = Proposed.Family;
  Fix.Edits = Proposed.Edits;
  for (Edit &E : Fix.Edits)
    E.File = realPath(E.File);
  llvm::sort(Fix.Edits,
             [](const Edit &A, const Edit &B) { return order(A) < order(B); });
  return Fix;
}

std::vector<PlannedFix> planFixes(const RunResult &Result,
                                  const FixChoices &Chosen) {
  std::set<size_t> Broken(Result.Broken.begin(), Result.Broken.end());
  std::vector<PlannedFix> Fixes;
  // By file: an edit that is made, and the index of its fix.
  std::map<std::string, std::vector<std::pair<Edit, size_t>>> Taken;
  for (const MergedFinding &F : Result.Findings) {
    PlannedFix &Fix = Fixes.emplace_back();
    Fix.Finding = &F;
    auto Choice = Chosen.find(&F);
    const ProposedFix *Wanted =
        Choice == Chosen.end() ? F.What.preferredFix() : Choice->second;
    if (!Wanted) {
      if (Choice == Chosen.end())
        leaveWithoutFix(Fix);
      else
        Fix.leave(Left::NotWanted, "not wanted");
      continue;
    }
    Fix = plannedFix(F, *Wanted);
    if (llvm::all_of(F.Units, [&](size_t U) { return Broken.count(U); })) {
      Fix.leave(Left::NotVerified, "its translation unit has compiler errors, "
                                   "so the fix could not be verified");
      continue;
    }
    const PlannedFix *Other = nullptr;
    for (const Edit &E : Fix.Edits)
      for (const auto &[Made, Index] : Taken[E.File])
        if (!Other && clash(Made, E))
          Other = &Fixes[Index];
    if (Other && !llvm::equal(Other->Edits, Fix.Edits, same)) {
      Fix.leave(Left::Clash, fmt::format("its fix clashes with that of {}",
                                         place(*Other->Finding)));
      continue;
    }
    for (const Edit &E : Fix.Edits)
      Taken[E.File].emplace_back(E, Fixes.size() - 1);
  }
  return Fixes;
}

std::map<std::string, std::vector<Edit>>
editsByFile(llvm::ArrayRef<PlannedFix> Fixes) {
  std::map<std::string, std::vector<Edit>> ByFile;
  for (const PlannedFix &Fix : Fixes)
    if (Fix.made())
      for (const Edit &E : Fix.Edits)
        ByFile[E.File].push_back(E);
  for (auto &[File, Edits] : ByFile) {
    llvm::sort(Edits, [](const Edit &A, const Edit &B) {
      return order(A) < order(B);
    });
    Edits.erase(llvm::unique(Edits, same), Edits.end());
  }
  return ByFile;
}

std::map<std::string, std::vector<Edit>>
finalEdits(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts) {
  // Verifying asks for the same files over and over.
  static std::map<std::string, std::pair<std::vector<Edit>, std::vector<Edit>>>
      Known;
  auto ByFile = editsByFile(Fixes);
  for (auto &[File, Edits] : ByFile) {
    const std::string *Content = Texts.content(File);
    if (!Content)
      continue;
    auto &[Raw, Final] = Known[File];
    if (Final.empty() || !llvm::equal(Raw, Edits, same)) {
      Raw = Edits;
      Final = formatted(File, *Content, Edits);
    }
    Edits = Final;
  }
  return ByFile;
}

std::string withLineEnds(llvm::StringRef Text, bool Crlf) {
  if (!Crlf)
    return Text.str();
  std::string New;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\n' && (I == 0 || Text[I - 1] != '\r'))
      New += '\r';
    New += Text[I];
  }
  return New;
}

bool usesCrlf(llvm::StringRef Content) {
  return Content.split('\n').first.ends_with("\r");
}

std::string applyEdits(llvm::StringRef Content, llvm::ArrayRef<Edit> Edits,
                       bool Crlf) {
  std::string New;
  size_t Done = 0;
  for (const Edit &E : Edits) {
    New += Content.slice(Done, E.Offset);
    New += withLineEnds(E.Text, Crlf);
    Done = E.Offset + E.Length;
  }
  New += Content.substr(Done);
  return New;
}

std::map<std::string, std::string>
patchedFiles(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts) {
  std::map<std::string, std::string> Files;
  for (const auto &[File, Edits] : finalEdits(Fixes, Texts))
    if (const std::string *Content = Texts.content(File))
      Files[File] = applyEdits(*Content, Edits, usesCrlf(*Content));
  return Files;
}

} // namespace holdfast::driver
