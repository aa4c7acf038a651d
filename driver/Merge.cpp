// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Merge.h"

#include "driver/Fingerprint.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <set>

namespace holdfast::driver {

std::string shownPath(llvm::StringRef Path, llvm::StringRef Root) {
  llvm::StringRef Rest = Path;
  if (Rest.consume_front(Root)) {
    if (Root.ends_with("/"))
      return Rest.str();
    if (Rest.consume_front("/"))
      return Rest.str();
  }
  return Path.str();
}

static bool sameFixes(const Diagnosis &A, const Diagnosis &B) {
  auto Lines = [](const Diagnosis &D) {
    std::vector<std::tuple<std::string, unsigned, unsigned, std::string>> All;
    if (const ProposedFix *F = D.preferredFix())
      for (const Edit &E : F->Edits)
        All.emplace_back(realPath(E.File), E.Offset, E.Length, E.Text);
    return All;
  };
  return Lines(A) == Lines(B);
}

Merger::Merger(const Plan &P, Sources &Texts) : ThePlan(P), Texts(Texts) {
  Result.Files.resize(P.Units.size());
  Result.Checks.resize(P.Units.size());
  Result.Silenced.resize(P.Units.size());
  Result.Skipped.resize(P.Units.size());
  Result.FindsRuntime.resize(P.Units.size());
  Result.Stats.resize(P.Units.size());
}

void Merger::add(size_t Unit, UnitOutcome Outcome) {
  if (!Outcome.FailureKind.empty()) {
    Diagnosis D;
    D.Check = "holdfast-driver";
    D.File = ThePlan.Units[Unit].File;
    D.Message = std::move(Outcome.Failure);
    D.IsError = true;
    Result.Errors.push_back({Unit, Outcome.FailureKind, std::move(D)});
    return;
  }
  UnitReport &Report = Outcome.Report;
  auto Place = [&](Diagnosis &D) {
    if (D.File.empty())
      return;
    if (const std::string *Content = Texts.content(D.File))
      std::tie(D.Line, D.Column) = lineAndColumn(*Content, D.Offset);
  };
  for (Diagnosis &D : Report.Findings) {
    Place(D);
    std::string File = D.File.empty() ? "" : realPath(D.File);
    auto [At, New] =
        Findings.try_emplace(Key{File, D.Offset, D.Check, D.Message});
    MergedFinding &F = At->second;
    if (New || D.File < F.What.File) {
      // The spelling of the path must not depend on which unit came first.
      if (!New && !sameFixes(F.What, D))
        D.Fixes.clear();
      F.What = std::move(D);
      F.File = File;
      F.ShownFile = shownPath(File, ThePlan.Root);
    } else if (!sameFixes(F.What, D)) {
      // The text of the fix depends on who includes the header: no fix is right
      // for all of them.
      F.What.Fixes.clear();
    }
    F.Units.push_back(Unit);
  }
  for (Diagnosis &D : Report.Errors) {
    Place(D);
    Result.Errors.push_back({Unit, "compile", std::move(D)});
  }
  for (std::string &Mistake : Report.Configuration)
    Result.Configuration.push_back(std::move(Mistake));
  for (std::string &Warning : Report.Warnings)
    Result.Warnings.push_back(std::move(Warning));
  Result.Stats[Unit] = std::move(Report.Stats);
  Result.Files[Unit] = std::move(Report.Files);
  Result.Checks[Unit] = std::move(Report.Checks);
  Result.Silenced[Unit] = std::move(Report.Silenced);
  Result.Skipped[Unit] = std::move(Report.Skipped);
  Result.FindsRuntime[Unit] = Report.FindsRuntime;
  Result.NotParsed += Report.NamesNoTask;
}

RunResult Merger::finish() {
  for (auto &[Key, Finding] : Findings) {
    llvm::sort(Finding.Units);
    Result.Findings.push_back(std::move(Finding));
  }
  giveFingerprints(Result.Findings, Texts);

  std::set<size_t> Broken;
  for (const UnitError &E : Result.Errors)
    Broken.insert(E.Unit);
  Result.Broken.assign(Broken.begin(), Broken.end());
  // The errors of a header that many units include are listed once.
  auto Order = [](const UnitError &E) {
    return std::tie(E.What.File, E.What.Offset, E.What.Message);
  };
  llvm::sort(Result.Errors, [&](const UnitError &A, const UnitError &B) {
    return std::tuple_cat(Order(A), std::tie(A.Unit)) <
           std::tuple_cat(Order(B), std::tie(B.Unit));
  });
  Result.Errors.erase(llvm::unique(Result.Errors,
                                   [&](const UnitError &A, const UnitError &B) {
                                     return Order(A) == Order(B);
                                   }),
                      Result.Errors.end());

  for (std::vector<std::string> *Texts :
       {&Result.Configuration, &Result.Warnings}) {
    llvm::sort(*Texts);
    Texts->erase(llvm::unique(*Texts), Texts->end());
  }
  return std::move(Result);
}

} // namespace holdfast::driver
