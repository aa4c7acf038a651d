// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/WholeFile.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"

namespace holdfast::driver {

namespace fs = llvm::sys::fs;

static std::error_code
writeAndFlush(llvm::raw_fd_ostream &OS,
              llvm::function_ref<void(llvm::raw_ostream &)> Write) {
  Write(OS);
  OS.flush();
  const std::error_code EC = OS.error();
  // The destructor would end the program.
  OS.clear_error();
  return EC;
}

std::error_code
writeWhole(llvm::StringRef File,
           llvm::function_ref<void(llvm::raw_ostream &)> Write) {
  if (fs::exists(File) && !fs::is_regular_file(File)) {
    std::error_code EC;
    llvm::raw_fd_ostream OS(File, EC);
    return EC ? EC : writeAndFlush(OS, Write);
  }
  // Through a link, the file that it names is replaced.
  llvm::SmallString<256> Real;
  if (fs::real_path(File, Real))
    Real = File;
  auto Temporary =
      fs::TempFile::create(Real + ".%%%%%%%%", fs::all_read | fs::all_write);
  if (!Temporary)
    return llvm::errorToErrorCode(Temporary.takeError());
  std::error_code EC;
  {
    llvm::raw_fd_ostream OS(Temporary->FD, /*shouldClose=*/false);
    EC = writeAndFlush(OS, Write);
  }
  if (EC)
    llvm::consumeError(Temporary->discard());
  else
    EC = llvm::errorToErrorCode(Temporary->keep(Real));
  return EC;
}

} // namespace holdfast::driver
