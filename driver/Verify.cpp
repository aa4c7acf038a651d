// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Verify.h"

#include "driver/Progress.h"
#include "driver/Runtime.h"
#include "driver/Workers.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"

#include <set>

namespace holdfast::driver {

namespace {

/// A unit and the files that it reads.
struct Reader {
  Unit TU;
  std::set<std::string> Files;
  bool FindsRuntime;
};

class Verifier {
public:
  Verifier(const Plan &P, const RunResult &Result, const Options &O,
           Sources &Texts, std::vector<PlannedFix> &Fixes)
      : P(P), Result(Result), O(O), Texts(Texts), Fixes(Fixes) {}

  std::string run() {
    findReaders();
    std::set<std::string> Touched;
    for (const auto &Entry : editsByFile(Fixes))
      Touched.insert(Entry.first);
    while (Failure.empty() && !Touched.empty()) {
      std::vector<size_t> Failing = failing(Touched);
      Touched.clear();
      for (size_t R : Failing)
        takeBack(R, Touched);
    }
    return Failure;
  }

private:
  bool reads(const Reader &R, const std::set<std::string> &Files) const {
    return llvm::any_of(
        Files, [&](const std::string &F) { return R.Files.count(F) != 0; });
  }

  UnitJob job(const Unit &TU, UnitJob::Kind Kind, bool Patched) {
    UnitJob Job;
    Job.What = Kind;
    Job.TU = TU;
    Job.Settings = O.Settings;
    if (Patched)
      Job.Overlay = patchedFiles(Fixes, Texts);
    return Job;
  }

  /// The units that were without errors, and those of the rest of the database
  /// that may include a changed header.
  void findReaders() {
    std::set<size_t> Broken(Result.Broken.begin(), Result.Broken.end());
    std::set<std::string> Mains;
    for (size_t I = 0; I < P.Units.size(); ++I) {
      Mains.insert(realPath(P.Units[I].File));
      if (Broken.count(I))
        continue;
      Reader R{P.Units[I], {}, Result.FindsRuntime[I]};
      for (const ReadFile &F : Result.Files[I])
        R.Files.insert(F.File);
      Readers.push_back(std::move(R));
    }
    bool AnyHeader = llvm::any_of(editsByFile(Fixes), [&](const auto &Entry) {
      return !Mains.count(Entry.first);
    });
    if (!AnyHeader)
      return;
    std::vector<UnitJob> Jobs;
    for (const Unit &U : P.Others)
      Jobs.push_back(job(U, UnitJob::Kind::Scan, /*Patched=*/false));
    Progress Bar("scanned", Jobs.size());
    Failure =
        runJobs(Jobs, O.Workers,
                [&](size_t I, const UnitReport &Report, const WorkerFailure &) {
                  Bar.step(Jobs[I].TU.File);
                  Reader R{P.Others[I], {}, Report.FindsRuntime};
                  for (const ReadFile &F : Report.Files)
                    R.Files.insert(F.File);
                  Readers.push_back(std::move(R));
                  return true;
                });
    llvm::sort(Readers, [](const Reader &A, const Reader &B) {
      return std::tie(A.TU.File, A.TU.Command) <
             std::tie(B.TU.File, B.TU.Command);
    });
  }

  /// What the compiler says first; empty: no error.
  std::string words(const UnitReport &Report,
                    const WorkerFailure &Failure) const {
    if (Failure)
      return Failure.Words;
    if (Report.Errors.empty())
      return "";
    const Diagnosis &D = Report.Errors.front();
    if (D.File.empty())
      return D.Message;
    return fmt::format("{}: {}", shownPath(realPath(D.File), P.Root),
                       D.Message);
  }

  std::vector<std::string> compile(const std::vector<size_t> &Which,
                                   bool Patched) {
    std::vector<UnitJob> Jobs;
    for (size_t R : Which) {
      Jobs.push_back(job(Readers[R].TU, UnitJob::Kind::Verify, Patched));
      // Fixes name the runtime in code whose build does not know it yet.
      if (!Readers[R].FindsRuntime)
        Jobs.back().LastInclude = runtimeInclude(O);
    }
    std::vector<std::string> Said(Which.size());
    Progress Bar("verified", Jobs.size());
    std::string Why = runJobs(
        Jobs, O.Workers,
        [&](size_t I, const UnitReport &Report, const WorkerFailure &Failure) {
          Bar.step(Jobs[I].TU.File);
          Said[I] = words(Report, Failure);
          return true;
        });
    if (!Why.empty())
      Failure = Why;
    return Said;
  }

  /// Readers of \p Touched that the fixes break.
  std::vector<size_t> failing(const std::set<std::string> &Touched) {
    std::vector<size_t> Which;
    for (size_t R = 0; R < Readers.size(); ++R)
      if (reads(Readers[R], Touched))
        Which.push_back(R);
    std::vector<std::string> Said = compile(Which, /*Patched=*/true);
    std::vector<size_t> Suspects, Failing;
    for (size_t I = 0; I < Which.size(); ++I)
      if (!Said[I].empty())
        Suspects.push_back(Which[I]);
    if (Suspects.empty())
      return Failing;
    // Of the units that were not analysed, some had errors before.
    std::vector<std::string> Before = compile(Suspects, /*Patched=*/false);
    for (size_t I = 0; I < Suspects.size(); ++I)
      if (Before[I].empty())
        Failing.push_back(Suspects[I]);
    return Failing;
  }

  void takeBack(size_t R, std::set<std::string> &Touched) {
    std::vector<size_t> Suspects;
    for (size_t F = 0; F < Fixes.size(); ++F)
      if (Fixes[F].made() && llvm::any_of(Fixes[F].Edits, [&](const Edit &E) {
            return Readers[R].Files.count(E.File) != 0;
          })) {
        Suspects.push_back(F);
        Fixes[F].leave(Left::TakenBack, "undecided");
      }
    bisect(R, Suspects, Touched);
  }

  /// Makes those of \p Suspects with which the unit still compiles, the rest is
  /// taken back. The fixes outside of the list are as they are to be.
  void bisect(size_t R, llvm::ArrayRef<size_t> Suspects,
              std::set<std::string> &Touched) {
    if (Suspects.empty() || !Failure.empty())
      return;
    for (size_t F : Suspects)
      Fixes[F].leave(Left::No, "");
    std::string Said = compile({R}, /*Patched=*/true).front();
    if (Said.empty())
      return;
    if (Suspects.size() == 1) {
      PlannedFix &Fix = Fixes[Suspects.front()];
      Fix.leave(Left::TakenBack,
                "its fix was taken back, because the compiler said: " + Said);
      for (const Edit &E : Fix.Edits)
        Touched.insert(E.File);
      return;
    }
    for (size_t F : Suspects)
      Fixes[F].leave(Left::TakenBack, "undecided");
    bisect(R, Suspects.take_front(Suspects.size() / 2), Touched);
    bisect(R, Suspects.drop_front(Suspects.size() / 2), Touched);
  }

  const Plan &P;
  const RunResult &Result;
  const Options &O;
  Sources &Texts;
  std::vector<PlannedFix> &Fixes;
  std::vector<Reader> Readers;
  std::string Failure;
};

} // namespace

std::string verifyFixes(const Plan &P, const RunResult &Result,
                        const Options &O, Sources &Texts,
                        std::vector<PlannedFix> &Fixes) {
  return Verifier(P, Result, O, Texts, Fixes).run();
}

} // namespace holdfast::driver
