// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `holdfast`: the checks over whole code bases.
#include "driver/CatalogueCommand.h"
#include "driver/Check.h"
#include "driver/Explain.h"
#include "driver/FixCommand.h"
#include "driver/Options.h"
#include "driver/Workers.h"

#include "clang/Basic/Version.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

// Keeps the registration of the checks in this program.
extern volatile int HoldfastModuleAnchorSource;

using namespace holdfast::driver;

int main(int Argc, char **Argv) {
  HoldfastModuleAnchorSource = 1;
  llvm::InitLLVM Init(Argc, Argv);
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
  case Command::Catalogue:
    return runCatalogue(*O);
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
