// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/FixCommand.h"

#include "driver/Apply.h"
#include "driver/Check.h"
#include "driver/Diff.h"
#include "driver/Patch.h"
#include "driver/Run.h"
#include "driver/Runtime.h"
#include "driver/TextReport.h"
#include "driver/Verify.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

static void report(llvm::ArrayRef<PlannedFix> Fixes, llvm::StringRef Verb,
                   llvm::raw_ostream &OS) {
  size_t Made = 0;
  for (const PlannedFix &Fix : Fixes) {
    const MergedFinding &F = *Fix.Finding;
    Made += Fix.made();
    OS << F.ShownFile << ':' << F.What.Line << ':' << F.What.Column << ": "
       << (Fix.made() ? Verb : "left") << ": "
       << (Fix.made() ? Fix.Title : Fix.WhyLeft) << " [" << F.What.Check
       << "]\n";
  }
  OS << Made << ' ' << Verb << ", " << Fixes.size() - Made << " left\n";
}

static std::string belowHere(llvm::StringRef File) {
  return shownPath(File, realPath("."));
}

static void writeDiff(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts) {
  for (const auto &[File, Edits] : editsByFile(Fixes))
    if (const std::string *Content = Texts.content(File))
      llvm::outs() << unifiedDiff(belowHere(File), *Content, Edits);
  llvm::outs().flush();
}

/// Stops a fix that would mix with work in progress, or with a text that the
/// checks never saw. Empty: go on.
static std::string obstacle(llvm::ArrayRef<std::string> Files,
                            const RunResult &Result, const Options &O,
                            Sources &Texts) {
  if (std::string File = changedSinceRead(Files, Result, Texts); !File.empty())
    return "'" + File +
           "' changed while it was analysed; nothing was changed, "
           "run the command again";
  if (O.Diff || O.AllowDirty)
    return "";
  std::vector<std::string> Dirty = dirtyFiles(Files);
  if (Dirty.empty())
    return "";
  return "these files have uncommitted changes: " + llvm::join(Dirty, ", ") +
         "; commit or stash them, or say --allow-dirty. Nothing was changed";
}

int runFix(const Options &O) {
  std::string Error;
  std::optional<Plan> P = makePlan(O, Error);
  if (!P)
    return usageError(Error);
  Sources Texts;
  RunResult Result;
  if (!runPlan(*P, O, Texts, Result, Error))
    return usageError(Error);

  std::vector<PlannedFix> Fixes = planFixes(Result);
  std::vector<std::string> Files;
  for (const auto &Entry : editsByFile(Fixes))
    Files.push_back(Entry.first);
  if (std::string Why = obstacle(Files, Result, O, Texts); !Why.empty())
    return usageError(Why);
  if (O.Verify)
    if (std::string Why = verifyFixes(*P, Result, O, Texts, Fixes);
        !Why.empty())
      return usageError(Why);

  // A diff on standard output is for `git apply`; people read the rest.
  llvm::raw_ostream &OS = O.Diff ? llvm::errs() : llvm::outs();
  if (O.Diff) {
    writeDiff(Fixes, Texts);
  } else {
    std::map<std::string, std::string> New = patchedFiles(Fixes, Texts);
    Files.clear();
    for (const auto &Entry : New)
      Files.push_back(Entry.first);
    // Verifying took its time.
    std::string Why = changedSinceRead(Files, Result, Texts);
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
  report(Fixes, O.Diff ? "would be fixed" : "fixed", OS);
  OS << runtimeAdvice(Fixes, Result, O);
  if (!Result.Errors.empty())
    return ExitIncomplete;
  // The status speaks of the code as it now is.
  bool Left =
      O.Diff ? !Fixes.empty() : llvm::any_of(Fixes, [](const PlannedFix &Fix) {
        return !Fix.made();
      });
  return Left ? ExitFindings : ExitClean;
}

} // namespace holdfast::driver
