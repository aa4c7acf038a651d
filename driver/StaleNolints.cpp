// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/StaleNolints.h"

#include "driver/Configuration.h"
#include "driver/Fingerprint.h"
#include "driver/Nolint.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

namespace {

/// The lines of which a NOLINT speaks.
struct Reach {
  unsigned First = 0;
  unsigned Last = 0;
};

/// By file and check: the lines in which something is silenced.
using SilencedLines =
    std::map<std::pair<std::string, std::string>, std::set<unsigned>>;

} // namespace

static bool sameNames(const Nolint &A, const Nolint &B) {
  return A.List.has_value() == B.List.has_value() &&
         llvm::equal(A.Names, B.Names,
                     [](const Nolint::Name &X, const Nolint::Name &Y) {
                       return X.Text == Y.Text;
                     });
}

/// By number of \p All; a block that is not closed reaches nothing, and
/// clang-tidy complains of it.
static std::vector<Reach> reaches(const std::vector<Nolint> &All) {
  std::vector<Reach> Result(All.size());
  std::vector<size_t> Open;
  for (auto [I, N] : llvm::enumerate(All))
    switch (N.What) {
    case Nolint::Kind::Line:
      Result[I] = {N.Line, N.Line};
      break;
    case Nolint::Kind::NextLine:
      Result[I] = {N.Line + 1, N.Line + 1};
      break;
    case Nolint::Kind::Begin:
      Open.push_back(I);
      break;
    case Nolint::Kind::End:
      if (!Open.empty() && sameNames(All[Open.back()], N)) {
        Result[Open.back()] = {All[Open.back()].Line, N.Line};
        Open.pop_back();
      }
      break;
    }
  return Result;
}

static MergedFinding finding(const std::string &File, const Nolint &N,
                             const Nolint::Name &Name, std::string Message,
                             const SourceLines &Lines, const Plan &P,
                             const std::vector<size_t> &Units) {
  MergedFinding F;
  F.File = F.What.File = File;
  F.ShownFile = shownPath(File, P.Root);
  F.Units = Units;
  F.What.Check = StaleNolint.str();
  F.What.Offset = Name.Offset;
  F.What.Line = N.Line;
  F.What.Column = Name.Offset - Lines.begin(N.Line) + 1;
  F.What.Message = std::move(Message);
  F.What.Ranges.push_back(
      {File, F.What.Offset, static_cast<unsigned>(Name.Text.size())});
  return F;
}

/// Empty: \p Name is no check of ours, or still silences something.
static std::string complaint(const std::string &File, const std::string &Name,
                             const Reach &R, const Coverage &Seen,
                             const SilencedLines &Silenced) {
  // A glob is meant for whatever comes.
  if (!llvm::StringRef(Name).starts_with("holdfast-") ||
      llvm::StringRef(Name).contains('*') || R.First == 0)
    return "";
  if (Name != StaleNolint && !llvm::is_contained(allChecks(), Name)) {
    const std::string Near = nearestCheck(Name);
    return fmt::format("no check is named '{}'{}", Name,
                       Near.empty() ? std::string()
                                    : "; did you mean '" + Near + "'?");
  }
  for (unsigned Line = R.First; Line <= R.Last; ++Line)
    if (!Seen.covers(File, Name, Line))
      return "";
  if (const auto At = Silenced.find({File, Name}); At != Silenced.end()) {
    const auto Next = At->second.lower_bound(R.First);
    if (Next != At->second.end() && *Next <= R.Last)
      return "";
  }
  return fmt::format("this NOLINT silences nothing of {}; remove it", Name);
}

void addStaleNolints(const Coverage &Seen, const ChangedLines *Lines,
                     const Plan &P, Sources &Texts, RunResult &Result) {
  SilencedLines Silenced;
  for (const std::vector<SilencedPlace> &Unit : Result.Silenced)
    for (const SilencedPlace &Place : Unit)
      Silenced[{Place.File, Place.Check}].insert(Place.Line);
  std::vector<MergedFinding> Stale;
  for (const auto &[File, Units] : Seen.files()) {
    const std::string *Text = Texts.content(File);
    if (!Text || !llvm::StringRef(*Text).contains("NOLINT"))
      continue;
    const SourceLines InFile(*Text);
    const std::vector<Nolint> All = nolintsIn(*Text, InFile);
    for (auto [N, R] : llvm::zip_equal(All, reaches(All))) {
      bool Wanted = !Lines || Lines->contains(File, N.Line);
      for (unsigned Line = R.First; !Wanted && Line <= R.Last; ++Line)
        Wanted = Lines->contains(File, Line);
      if (!Wanted)
        continue;
      for (const Nolint::Name &Name : N.Names)
        if (std::string Words = complaint(File, Name.Text, R, Seen, Silenced);
            !Words.empty())
          Stale.push_back(
              finding(File, N, Name, std::move(Words), InFile, P, Units));
    }
  }
  giveFingerprints(Stale, Texts);
  llvm::append_range(Result.Findings, std::move(Stale));
  llvm::sort(
      Result.Findings, [](const MergedFinding &A, const MergedFinding &B) {
        return std::tie(A.File, A.What.Offset, A.What.Check, A.What.Message) <
               std::tie(B.File, B.What.Offset, B.What.Check, B.What.Message);
      });
}

} // namespace holdfast::driver
