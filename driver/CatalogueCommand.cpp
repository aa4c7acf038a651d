// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CatalogueCommand.h"

#include "driver/Check.h"

#include "checks/catalogue/BuiltIn.h"
#include "checks/catalogue/Catalogue.h"
#include "checks/catalogue/Describe.h"
#include "checks/catalogue/Reader.h"
#include "fmt/format.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

using catalogue::Catalogue;

static int list() {
  catalogue::printList(llvm::outs(), *Catalogue::builtIn());
  return ExitClean;
}

/// The file itself: it is written for people, and a user's own file looks the
/// same.
static int show(llvm::StringRef Id) {
  std::vector<llvm::StringRef> Known;
  for (const auto &Lib : Catalogue::builtIn()->libraries()) {
    Known.push_back(Lib->Id);
    if (Lib->Id != Id)
      continue;
    for (const catalogue::BuiltInFile &File : catalogue::builtInFiles())
      if (File.Name == Lib->File)
        llvm::outs() << File.Text;
    return ExitClean;
  }
  return usageError(fmt::format("no library of the catalogue is named '{}'{}",
                                Id.str(), catalogue::suggestion(Id, Known)));
}

static int validate(llvm::ArrayRef<std::string> Files) {
  int Status = ExitClean;
  for (const std::string &File : Files)
    for (const catalogue::LoadError &E : Catalogue::validate(File)) {
      llvm::errs() << E.str() << '\n';
      Status = ExitUsage;
    }
  return Status;
}

int runCatalogue(const Options &O) {
  llvm::ArrayRef<std::string> Words = O.Paths;
  llvm::StringRef What = Words.empty() ? "" : llvm::StringRef(Words.front());
  if (What == "list" && Words.size() == 1)
    return list();
  if (What == "show" && Words.size() == 2)
    return show(Words[1]);
  if (What == "validate" && Words.size() > 1)
    return validate(Words.drop_front());
  return usageError("expected: holdfast catalogue list | show LIBRARY | "
                    "validate FILE...");
}

} // namespace holdfast::driver
