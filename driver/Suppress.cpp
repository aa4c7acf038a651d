// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Suppress.h"

#include "driver/Apply.h"
#include "driver/Check.h"
#include "driver/Diff.h"
#include "driver/Obstacle.h"
#include "driver/Patch.h"
#include "driver/Progress.h"
#include "driver/Run.h"
#include "driver/Suppression.h"
#include "driver/TextReport.h"
#include "driver/Workers.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"

namespace holdfast::driver {

std::string wrongReason(llvm::StringRef Reason) {
  if (Reason.trim().empty())
    return "the reason is empty";
  if (Reason.find_first_of("\r\n") != llvm::StringRef::npos)
    return "the reason must be one line";
  if (Reason.contains("NOLINT") || Reason.contains("*/") ||
      Reason.ends_with("\\"))
    return fmt::format("'{}' cannot be the end of a comment", Reason.str());
  return "";
}

namespace {

/// The findings of one line.
struct Silenced {
  std::set<std::string> Checks;
  std::vector<const MergedFinding *> Findings;
  Suppression How;
};

/// By file (real path) and line.
using AllSilenced = std::map<std::string, std::map<unsigned, Silenced>>;

class Suppressor {
public:
  Suppressor(const Plan &P, const RunResult &Result, const Options &O,
             Sources &Texts)
      : P(P), Result(Result), O(O), Texts(Texts) {}

  void plan() {
    for (const MergedFinding &F : Result.Findings) {
      const std::string *Text = Texts.content(F.File);
      if (!Text)
        continue;
      auto &File = Files.try_emplace(F.File, F.File, *Text).first->second;
      Silenced &S = Lines[F.File][File.lines().lineOf(F.What.Offset)];
      S.Checks.insert(F.What.Check);
      S.Findings.push_back(&F);
    }
    for (auto &[File, ByLine] : Lines)
      for (auto &[Line, S] : ByLine)
        S.How = Files.at(File).silence(Line, S.Checks, O.Reason);
  }

  std::vector<std::string> changedFiles() const {
    std::vector<std::string> Names;
    for (const auto &[File, ByLine] : Lines)
      if (!edits(File).empty())
        Names.push_back(File);
    return Names;
  }

  std::vector<Edit> edits(const std::string &File) const {
    std::vector<Edit> All;
    for (const auto &[Line, S] : Lines.at(File))
      All.insert(All.end(), S.How.Edits.begin(), S.How.Edits.end());
    llvm::sort(
        All, [](const Edit &A, const Edit &B) { return A.Offset < B.Offset; });
    return All;
  }

  std::string newText(const std::string &File) {
    const std::string &Old = *Texts.content(File);
    return applyEdits(Old, edits(File), usesCrlf(Old));
  }

  /// Analyses in memory what would be written: a comment that silences nothing
  /// is not written, nor is one that breaks the code. Returns why no worker
  /// could be started.
  std::string verify() {
    const std::vector<std::string> Changed = changedFiles();
    UnitJob Job;
    Job.Settings = O.Settings;
    for (const std::string &File : Changed)
      Job.Overlay[File] = newText(File);
    std::vector<UnitJob> Jobs;
    std::vector<size_t> Units;
    for (auto [I, Read] : llvm::enumerate(Result.Files))
      if (llvm::any_of(Read, [&](const ReadFile &F) {
            return Job.Overlay.count(F.File) != 0;
          })) {
        Job.TU = P.Units[I];
        Jobs.push_back(Job);
        Units.push_back(I);
      }
    Progress Bar("verified", Jobs.size());
    std::set<std::pair<std::string, unsigned>> Wrong;
    std::set<size_t> Broken;
    std::string Why = runJobs(
        Jobs, O.Workers,
        [&](size_t I, const UnitReport &Report, const WorkerFailure &Failure) {
          Bar.step(Jobs[I].TU.File);
          const bool WasBroken = llvm::is_contained(Result.Broken, Units[I]);
          if (!WasBroken && (Failure || !Report.Errors.empty()))
            Broken.insert(Units[I]);
          for (const Diagnosis &D : Report.Findings)
            if (const std::string File = realPath(D.File);
                Job.Overlay.count(File))
              Wrong.emplace(File, oldLine(File, D.Offset));
          return true;
        });
    for (const auto &[File, Line] : Wrong)
      takeBack(File, Line, "a comment there would not silence it");
    for (const size_t Unit : Broken)
      for (const ReadFile &F : Result.Files[Unit])
        if (auto At = Lines.find(F.File); At != Lines.end())
          for (const auto &Entry : At->second)
            takeBack(F.File, Entry.first,
                     "the code would not compile with a comment there");
    return Why;
  }

  /// Returns how many findings are left.
  size_t report(llvm::raw_ostream &OS) const {
    size_t Left = 0;
    for (const MergedFinding &F : Result.Findings) {
      const auto [Made, Words] = fate(F);
      Left += !Made;
      OS << fmt::format("{}:{}:{}: {}: {} [{}]\n", F.ShownFile, F.What.Line,
                        F.What.Column, Made ? verb() : "left", Words,
                        F.What.Check);
    }
    OS << fmt::format("{} {}, {} left\n", Result.Findings.size() - Left, verb(),
                      Left);
    return Left;
  }

private:
  const char *verb() const { return O.Diff ? "would be silenced" : "silenced"; }

  std::pair<bool, std::string> fate(const MergedFinding &F) const {
    if (auto At = Lines.find(F.File); At != Lines.end())
      for (const auto &[Line, S] : At->second)
        if (llvm::is_contained(S.Findings, &F))
          return {!S.How.Edits.empty(), S.How.Words};
    return {false, "its file cannot be read"};
  }

  /// Edits only insert.
  unsigned oldLine(const std::string &File, size_t NewOffset) const {
    size_t Inserted = 0;
    for (const Edit &E : edits(File))
      if (E.Offset + Inserted + E.Text.size() <= NewOffset)
        Inserted += E.Text.size();
    return Files.at(File).lines().lineOf(NewOffset - Inserted);
  }

  void takeBack(const std::string &File, unsigned Line, llvm::StringRef Why) {
    auto &ByLine = Lines[File];
    if (auto At = ByLine.find(Line);
        At != ByLine.end() && !At->second.How.Edits.empty())
      At->second.How = {{}, Why.str()};
  }

  const Plan &P;
  const RunResult &Result;
  const Options &O;
  Sources &Texts;
  std::map<std::string, SuppressedFile> Files;
  AllSilenced Lines;
};

} // namespace

int runSuppress(const Options &O) {
  if (O.Reason.empty())
    return usageError("'holdfast suppress' needs --reason TEXT: why these "
                      "findings may stay");
  std::string Error;
  Sources Texts;
  RunResult Result;
  const std::optional<Plan> P = runAll(O, Texts, Result, Error);
  if (!P)
    return usageError(Error);
  Suppressor S(*P, Result, O, Texts);
  S.plan();
  if (std::string Why = obstacle(S.changedFiles(), Result, O, Texts);
      !Why.empty())
    return usageError(Why);
  if (std::string Why = S.verify(); !Why.empty())
    return usageError(Why);

  const std::vector<std::string> Changed = S.changedFiles();
  if (O.Diff) {
    for (const std::string &File : Changed)
      llvm::outs() << unifiedDiff(shownPath(File, realPath(".")),
                                  *Texts.content(File), S.edits(File));
  } else {
    // Verifying took its time.
    if (std::string Why = obstacle(Changed, Result, O, Texts); !Why.empty())
      return usageError(Why);
    std::map<std::string, std::string> New;
    for (const std::string &File : Changed)
      New[File] = S.newText(File);
    if (std::string Why = writeFiles(New); !Why.empty())
      return usageError(Why);
  }
  llvm::raw_ostream &OS = O.Diff ? llvm::errs() : llvm::outs();
  writeErrors(Result, OS,
              O.Diff ? llvm::sys::Process::StandardErrHasColors()
                     : llvm::sys::Process::StandardOutHasColors());
  const size_t Left = S.report(OS);
  if (!Result.Errors.empty())
    return ExitIncomplete;
  // The status speaks of the code as it now is.
  return Left || (O.Diff && !Result.Findings.empty()) ? ExitFindings
                                                      : ExitClean;
}

} // namespace holdfast::driver
