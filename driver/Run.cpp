// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Run.h"

#include "driver/Analyse.h"
#include "driver/Progress.h"
#include "driver/Shard.h"
#include "driver/Workers.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"

namespace holdfast::driver {

/// False: \p Error says why.
static bool runPlan(const Plan &P, const Options &O, Sources &Texts,
                    RunResult &Result, std::string &Error) {
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
  std::vector<UnitJob> Jobs;
  std::vector<size_t> UnitOfJob;
  for (size_t I = 0; I < P.Units.size(); ++I) {
    const Unit &U = P.Units[I];
    if (auto Buffer = llvm::MemoryBuffer::getFile(U.File); !Buffer) {
      Take(I, {{},
               "unreadable",
               "cannot read the file: " + Buffer.getError().message()});
      continue;
    }
    UnitJob Job;
    Job.TU = U;
    Job.Settings = O.Settings;
    Jobs.push_back(std::move(Job));
    UnitOfJob.push_back(I);
  }

  Progress Bar("analysed", Jobs.size());
  bool ConfigurationIsWrong = false;
  Error = runJobs(Jobs, O.Jobs,
                  [&](size_t Job, UnitReport Report, const std::string &Crash) {
                    Bar.step(Jobs[Job].TU.File);
                    ConfigurationIsWrong |= !Report.Configuration.empty();
                    Take(UnitOfJob[Job], {std::move(Report),
                                          Crash.empty() ? "" : "crash", Crash});
                    return !ConfigurationIsWrong;
                  });
  Bar.done();
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
                           std::string &Error) {
  std::optional<Plan> P = makePlan(O, Error);
  if (P && O.Shard)
    takeShard(*O.Shard, O.Settings, *P);
  if (P && !runPlan(*P, O, Texts, Result, Error))
    return std::nullopt;
  return P;
}

} // namespace holdfast::driver
