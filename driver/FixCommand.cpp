// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/FixCommand.h"

#include "driver/Apply.h"
#include "driver/Check.h"
#include "driver/FixReport.h"
#include "driver/Interactive.h"
#include "driver/Obstacle.h"
#include "driver/Patch.h"
#include "driver/Run.h"
#include "driver/Runtime.h"
#include "driver/TextReport.h"
#include "driver/Verify.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace holdfast::driver {

static std::vector<std::string> filesOf(llvm::ArrayRef<PlannedFix> Fixes) {
  std::vector<std::string> Files;
  for (const auto &Entry : editsByFile(Fixes))
    Files.push_back(Entry.first);
  return Files;
}

int runFix(const Options &O) {
  std::string Error;
  Sources Texts;
  RunResult Result;
  const std::optional<Plan> P = runAll(O, Texts, Result, Error);
  if (!P)
    return usageError(Error);

  bool Colours = !std::getenv("NO_COLOR");
  llvm::outs().enable_colors(Colours &&
                             llvm::sys::Process::StandardOutHasColors());
  // Nobody is asked about files that may not be changed.
  std::vector<PlannedFix> Fixes = planFixes(Result, {});
  if (std::string Why = obstacle(filesOf(Fixes), Result, O, Texts);
      !Why.empty())
    return usageError(Why);
  if (O.Interactive) {
    FixChoices Chosen;
    if (std::string Why = askForFixes(Result, Texts, Chosen); !Why.empty())
      return usageError(Why);
    Fixes = planFixes(Result, Chosen);
    if (std::string Why = obstacle(filesOf(Fixes), Result, O, Texts);
        !Why.empty())
      return usageError(Why);
  }
  if (O.Verify)
    if (std::string Why = verifyFixes(*P, Result, O, Texts, Fixes);
        !Why.empty())
      return usageError(Why);

  // A diff on standard output is for `git apply`; people read the rest.
  llvm::raw_ostream &OS = O.Diff ? llvm::errs() : llvm::outs();
  if (O.Diff) {
    if (llvm::sys::Process::StandardOutIsDisplayed())
      showChanges(Fixes, Texts, llvm::outs());
    else
      writePatch(Fixes, Texts, llvm::outs());
  } else {
    std::map<std::string, std::string> New = patchedFiles(Fixes, Texts);
    // Verifying took its time.
    std::string Why = changedSinceRead(filesOf(Fixes), Result, Texts);
    if (!Why.empty())
      return usageError("'" + Why +
                        "' changed meanwhile; nothing was changed, "
                        "run the command again");
    if (Why = writeFiles(New); !Why.empty())
      return usageError(Why);
  }
  writeErrors(Result, OS,
              O.Diff ? llvm::sys::Process::StandardErrHasColors()
                     : llvm::sys::Process::StandardOutHasColors());
  writeFixReport(Fixes, O.Diff ? "would be fixed" : "fixed", OS);
  OS << runtimeAdvice(Fixes, Result, O);
  if (!Result.Errors.empty())
    return ExitIncomplete;
  // The status speaks of the code as it now is.
  bool Findings =
      O.Diff ? !Fixes.empty() : llvm::any_of(Fixes, [](const PlannedFix &Fix) {
        return !Fix.made();
      });
  return Findings ? ExitFindings : ExitClean;
}

} // namespace holdfast::driver
