// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `holdfast`: the checks over whole code bases.
#include "driver/Baseline.h"
#include "driver/CatalogueCommand.h"
#include "driver/Check.h"
#include "driver/Explain.h"
#include "driver/FixCommand.h"
#include "driver/Init.h"
#include "driver/MergeCommand.h"
#include "driver/Options.h"
#include "driver/Suppress.h"
#include "driver/Workers.h"

#include "clang/Basic/Version.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

#include <csignal>

// Keeps the registration of the checks in this program.
extern volatile int HoldfastModuleAnchorSource;

using namespace holdfast::driver;

namespace {

/// Signals that the caller ignores, as nohup(1) and a shell's `&` do, stay
/// ignored: LLVM's handlers would remove the files that are being written, and
/// the program would go on without them.
class IgnoredSignals {
public:
  IgnoredSignals() {
    for (int Signal : {SIGHUP, SIGINT, SIGTERM, SIGUSR2}) {
      struct sigaction Action;
      if (::sigaction(Signal, nullptr, &Action) == 0 &&
          Action.sa_handler == SIG_IGN)
        Ignored.push_back(Signal);
    }
  }
  void restore() const {
    for (int Signal : Ignored)
      ::signal(Signal, SIG_IGN);
  }

private:
  std::vector<int> Ignored;
};

} // namespace

int main(int Argc, char **Argv) {
  HoldfastModuleAnchorSource = 1;
  IgnoredSignals Ignored;
  llvm::InitLLVM Init(Argc, Argv);
  Ignored.restore();
  // A crash is a row of the report, not a bug of LLVM.
  llvm::setBugReportMsg("");
  std::vector<std::string> Words(Argv + 1, Argv + Argc);
  std::string Error;
  std::optional<Options> O = parseOptions(Words, Error);
  if (!O)
    return usageError(Error);
  switch (O->What) {
  case Command::Check:
    return runCheck(*O);
  case Command::Explain:
    return runExplain(*O);
  case Command::Fix:
    return runFix(*O);
  case Command::Suppress:
    return runSuppress(*O);
  case Command::Baseline:
    return runBaseline(*O);
  case Command::Merge:
    return runMerge(*O);
  case Command::Catalogue:
    return runCatalogue(*O);
  case Command::Init:
    return runInit(*O);
  case Command::Worker:
    // Inline assembly and target features need the targets.
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmParsers();
    return serve();
  case Command::Help:
    llvm::outs() << helpText(O->HelpTopic);
    return ExitClean;
  case Command::Version:
    llvm::outs() << "holdfast " HOLDFAST_VERSION "\n"
                 << clang::getClangFullVersion() << '\n';
    return ExitClean;
  }
  return ExitUsage;
}
