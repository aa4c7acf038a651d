// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Patch.h"

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

static bool clash(const Edit &A, const Edit &B) {
  if (A.File != B.File || same(A, B))
    return false;
  if (A.Length == 0 && B.Length == 0)
    return A.Offset == B.Offset && !(isLines(A) && isLines(B));
  // An insertion at either end of replaced text stays outside of it.
  return A.Offset < B.Offset + B.Length && B.Offset < A.Offset + A.Length;
}

static std::string place(const MergedFinding &F) {
  return fmt::format("{}:{}", F.ShownFile, F.What.Line);
}

static std::string whyNoFix(const MergedFinding &F) {
  for (const ProposedFix &Fix : F.What.Fixes)
    if (Fix.Edits.empty())
      return "by hand: " + Fix.Title;
  if (!F.What.Fixes.empty())
    return fmt::format("no fix may be made by itself here; one that can be "
                       "chosen in an editor: {}",
                       F.What.Fixes.front().Title);
  return "no fix is known to be right here";
}

std::vector<PlannedFix> planFixes(const RunResult &Result) {
  std::set<size_t> Broken(Result.Broken.begin(), Result.Broken.end());
  std::vector<PlannedFix> Fixes;
  std::vector<std::pair<Edit, const MergedFinding *>> Taken;
  for (const MergedFinding &F : Result.Findings) {
    PlannedFix &Fix = Fixes.emplace_back();
    Fix.Finding = &F;
    const ProposedFix *Preferred = F.What.preferredFix();
    if (!Preferred) {
      Fix.WhyLeft = whyNoFix(F);
      continue;
    }
    Fix.Title = Preferred->Title;
    Fix.Edits = Preferred->Edits;
    for (Edit &E : Fix.Edits)
      E.File = realPath(E.File);
    llvm::sort(Fix.Edits, [](const Edit &A, const Edit &B) {
      return order(A) < order(B);
    });
    if (llvm::all_of(F.Units, [&](size_t U) { return Broken.count(U); })) {
      Fix.WhyLeft = "its translation unit has compiler errors, so the fix "
                    "could not be verified";
      continue;
    }
    for (const Edit &E : Fix.Edits) {
      auto Other = llvm::find_if(
          Taken, [&](const auto &T) { return clash(T.first, E); });
      if (Other == Taken.end())
        continue;
      Fix.WhyLeft =
          fmt::format("its fix clashes with that of {}", place(*Other->second));
      break;
    }
    if (Fix.made())
      for (const Edit &E : Fix.Edits)
        Taken.emplace_back(E, &F);
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

static std::string withLineEnds(llvm::StringRef Text, bool Crlf) {
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
  for (const auto &[File, Edits] : editsByFile(Fixes))
    if (const std::string *Content = Texts.content(File))
      Files[File] = applyEdits(*Content, Edits, usesCrlf(*Content));
  return Files;
}

} // namespace holdfast::driver
