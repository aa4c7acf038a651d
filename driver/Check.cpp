// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Check.h"

#include "driver/Baseline.h"
#include "driver/Run.h"
#include "driver/StaleNolints.h"
#include "driver/Stats.h"
#include "driver/WholeFile.h"

#include "llvm/Support/Process.h"
#include "llvm/Support/WithColor.h"

namespace holdfast::driver {

int usageError(llvm::StringRef Message) {
  llvm::WithColor::error(llvm::errs(), "holdfast") << Message << '\n';
  return ExitUsage;
}

static void summary(const RunResult &Result, const Plan &P) {
  if (!Result.Broken.empty())
    llvm::errs() << Result.Broken.size() << " of " << P.Units.size()
                 << " translation units have errors; what could be found in "
                    "them is reported\n";
}

int report(const Options &O, const Plan &P, Sources &Texts, RunResult Result,
           const std::optional<ChangedLines> &Lines) {
  std::string Error;
  const Coverage Seen(P, Result, Lines ? &*Lines : nullptr);
  if (!O.Baseline.empty() &&
      !applyBaseline(O.Baseline, Seen, P, Result, llvm::errs(), Error))
    return usageError(Error);
  // What is old is in the baseline, though its lines be elsewhere.
  if (Lines)
    keepChanged(*Lines, Texts, Result);
  if (O.StaleNolint)
    addStaleNolints(Seen, Lines ? &*Lines : nullptr, P, Texts, Result);

  if (O.OutputFile.empty()) {
    O.Output->Write(Result, P, Texts, llvm::outs(),
                    llvm::sys::Process::StandardOutHasColors());
    llvm::outs().flush();
  } else if (std::error_code EC =
                 writeWhole(O.OutputFile, [&](llvm::raw_ostream &OS) {
                   O.Output->Write(Result, P, Texts, OS, /*Colours=*/false);
                 })) {
    return usageError("cannot write '" + O.OutputFile + "': " + EC.message());
  }
  summary(Result, P);
  if (O.Settings.Stats)
    writeStats(Result, P, llvm::errs());
  if (!Result.Errors.empty())
    return ExitIncomplete;
  return !Result.Findings.empty() && O.FailOnWarning ? ExitFindings : ExitClean;
}

int runCheck(const Options &O) {
  if (O.StaleNolint && O.Shard)
    return usageError("a shard cannot tell what is stale; give "
                      "'--stale-nolint' to 'holdfast merge'");
  std::string Error;
  Sources Texts;
  RunResult Result;
  std::optional<ChangedLines> Lines;
  const std::optional<Plan> P = runAll(O, Texts, Result, Error, &Lines);
  if (!P)
    return usageError(Error);
  return report(O, *P, Texts, std::move(Result), Lines);
}

} // namespace holdfast::driver
