// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Run.h"

#include "driver/Analyse.h"
#include "driver/Cache.h"
#include "driver/Progress.h"
#include "driver/Select.h"
#include "driver/Shard.h"
#include "driver/SharedPreludes.h"
#include "driver/Workers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"

#include <map>

namespace holdfast::driver {

namespace {

/// A unit that must be analysed.
struct Pending {
  UnitJob Job;
  size_t Unit = 0;
  /// Seconds of the last time; 0: unknown.
  double Cost = 0;
  uint64_t Size = 0;
};

/// How a prelude did so far.
struct PreludeUse {
  unsigned Fits = 0, Misfits = 0;

  /// Counts one more. False: units that are read twice cost more than it saves.
  bool pays(bool Fit) {
    ++(Fit ? Fits : Misfits);
    return Misfits < 5 || Misfits * 4 < Fits;
  }
};

} // namespace

/// The longest first, so that no worker begins with it when the others are
/// done. Of those whose cost is unknown the size of the file must tell.
static void sortByCost(std::vector<Pending> &All) {
  double Seconds = 0, Bytes = 0;
  for (const Pending &P : All)
    if (P.Cost > 0) {
      Seconds += P.Cost;
      Bytes += static_cast<double>(expectedCost(P.Size));
    }
  const double Rate = Bytes > 0 ? Seconds / Bytes : 1;
  for (Pending &P : All)
    if (P.Cost <= 0)
      P.Cost = Rate * static_cast<double>(expectedCost(P.Size));
  llvm::sort(All, [](const Pending &A, const Pending &B) {
    return std::tie(B.Cost, A.Unit) < std::tie(A.Cost, B.Unit);
  });
}

using Taker = llvm::function_ref<void(size_t Unit, UnitOutcome Outcome)>;

/// Takes what is known from the cache, and what cannot be read; returns the
/// rest, the longest first.
static std::vector<Pending> takeKnown(const Plan &P, const Options &O,
                                      const std::string &Folder, Taker Take) {
  Cache Kept(Folder);
  std::vector<Pending> Waiting;
  for (size_t I = 0; I < P.Units.size(); ++I) {
    Pending Next;
    Next.Unit = I;
    Next.Job = analyseJob(P.Units[I], O, Folder);
    if (!Folder.empty()) {
      CachedUnit Known = Kept.find(Next.Job.CacheKey);
      if (Known.Report) {
        Take(I, {std::move(*Known.Report), "", ""});
        continue;
      }
      Next.Cost = Known.Cost;
    }
    if (auto Buffer = llvm::MemoryBuffer::getFile(Next.Job.TU.File); Buffer)
      Next.Size = (*Buffer)->getBufferSize();
    else {
      Take(I, {{},
               "unreadable",
               "cannot read the file: " + Buffer.getError().message()});
      continue;
    }
    Waiting.push_back(std::move(Next));
  }
  sortByCost(Waiting);
  return Waiting;
}

/// Has \p Waiting analysed, with preludes where they pay. Ends early if the
/// configuration is wrong. Returns why no worker could be started, or nothing.
static std::string analyseAll(std::vector<Pending> Waiting, const Options &O,
                              Taker Take) {
  std::vector<UnitJob> Jobs;
  for (Pending &Next : Waiting)
    Jobs.push_back(std::move(Next.Job));
  Progress Bar("analysed", Jobs.size());
  bool ConfigurationIsWrong = false;
  std::vector<bool> Answered(Jobs.size());
  std::vector<UnitJob> Left;
  std::map<std::string, PreludeUse> Used;
  auto Arrived = [&](size_t Job, UnitReport Report,
                     const WorkerFailure &Failure) {
    // What the worker died of may be the prelude.
    if (Failure && !Jobs[Job].Prelude.empty()) {
      Jobs[Job].Prelude.clear();
      return true;
    }
    Bar.step(Jobs[Job].TU.File);
    Answered[Job] = true;
    ConfigurationIsWrong |= !Report.Configuration.empty();
    if (Report.Stats.WithPrelude &&
        !Used[Jobs[Job].Prelude].pays(Report.Stats.Misfit.empty()))
      for (UnitJob &Other : Left)
        if (Other.Prelude == Jobs[Job].Prelude)
          Other.Prelude.clear();
    Take(Waiting[Job].Unit, {std::move(Report), Failure.Kind, Failure.Words});
    return !ConfigurationIsWrong;
  };
  SharedPreludes Preludes;
  std::string Error;
  if (O.Settings.SharePreludes)
    Error = Preludes.make(Jobs, O.Workers, Arrived);
  while (Error.empty() && !ConfigurationIsWrong &&
         llvm::is_contained(Answered, false)) {
    Left.clear();
    std::vector<size_t> Numbers;
    for (const auto &[Number, Job] : llvm::enumerate(Jobs))
      if (!Answered[Number]) {
        Left.push_back(Job);
        Numbers.push_back(Number);
      }
    Error = runJobs(
        Left, O.Workers,
        [&](size_t Job, UnitReport Report, const WorkerFailure &Failure) {
          return Arrived(Numbers[Job], std::move(Report), Failure);
        });
  }
  Bar.done();
  return Error;
}

/// False: \p Error says why.
static bool runPlan(const Plan &P, const Options &O, const std::string &Folder,
                    Sources &Texts, RunResult &Result, std::string &Error) {
  if (resourceDirectory().empty()) {
    Error =
        "clang's own headers were not found (looked beside this program "
        "and in " HOLDFAST_CLANG_RESOURCES
        "); install the package libclang-common-" HOLDFAST_CLANG_MAJOR "-dev";
    return false;
  }
  Merger Merge(P, Texts);
  std::vector<UnitOutcome> Outcomes(P.Part ? P.Units.size() : 0);
  auto Take = [&](size_t Unit, UnitOutcome Outcome) {
    if (P.Part)
      Outcomes[Unit] = Outcome;
    Merge.add(Unit, std::move(Outcome));
  };
  std::vector<Pending> Waiting = takeKnown(P, O, Folder, Take);
  const bool Grew = !Waiting.empty();
  Error = analyseAll(std::move(Waiting), O, Take);
  if (!Folder.empty() && Grew)
    pruneReports(Folder, O.CacheSize.value_or(uint64_t{2} << 30),
                 /*Now=*/O.CacheSize.has_value());
  if (!Error.empty())
    return false;
  Result = Merge.finish();
  Result.Outcomes = std::move(Outcomes);
  for (const std::string &Warning : Result.Warnings)
    llvm::WithColor::warning(llvm::errs(), "holdfast") << Warning << '\n';
  if (Result.Configuration.empty())
    return true;
  Error = llvm::join(Result.Configuration, "\n");
  return false;
}

std::optional<Plan> runAll(const Options &O, Sources &Texts, RunResult &Result,
                           std::string &Error,
                           std::optional<ChangedLines> *Lines) {
  std::optional<Plan> P = makePlan(O, Error);
  if (P && O.Shard)
    takeShard(*O.Shard, O.Settings, *P);
  if (!P)
    return P;
  const std::string Folder = cacheFolder(O);
  if (Lines)
    *Lines = changedLines(O, P->Root, Error);
  if (Lines && *Lines)
    Error = selectReaders(**Lines, O, Folder, *P);
  if (!Error.empty() || !runPlan(*P, O, Folder, Texts, Result, Error))
    return std::nullopt;
  return P;
}

} // namespace holdfast::driver
