// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Identity.h"

#include "driver/Report.h"

#include "clang/Basic/Version.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace holdfast::driver {

const std::string &programIdentity() {
  static const std::string Identity = [] {
    const auto Program = llvm::MemoryBuffer::getFile(
        llvm::sys::fs::getMainExecutable(nullptr, nullptr), /*IsText=*/false,
        /*RequiresNullTerminator=*/false);
    return HOLDFAST_VERSION "-" +
           (Program ? hashOf((*Program)->getBuffer()) : std::string("unread")) +
           " " + clang::getClangFullVersion();
  }();
  return Identity;
}

} // namespace holdfast::driver
