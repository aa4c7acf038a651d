// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Progress.h"

#include "fmt/format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

Progress::Progress(llvm::StringRef Verb, size_t Total)
    : Verb(Verb), Total(Total),
      Shown(Total > 1 && llvm::sys::Process::StandardErrIsDisplayed()) {}

void Progress::step(llvm::StringRef File) {
  ++Count;
  if (Shown)
    llvm::errs() << fmt::format("\r\033[K[{}/{}] {} {}", Count, Total, Verb,
                                llvm::sys::path::filename(File).str());
}

void Progress::done() {
  if (Shown)
    llvm::errs() << "\r\033[K";
  Shown = false;
}

} // namespace holdfast::driver
