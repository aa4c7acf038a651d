// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Places.h"

using namespace clang;

namespace holdfast::driver {

SourceLocation Places::at(const std::string &File, unsigned Offset) {
  if (File.empty())
    return SourceLocation();
  auto Entry = Files.getOptionalFileRef(File);
  if (!Entry)
    return SourceLocation();
  FileID Id = SM.getOrCreateFileID(*Entry, SrcMgr::C_User);
  return SM.getLocForStartOfFile(Id).getLocWithOffset(Offset);
}

CharSourceRange Places::range(const std::string &File, unsigned Offset,
                              unsigned Length) {
  const SourceLocation Begin = at(File, Offset);
  if (Begin.isInvalid())
    return CharSourceRange();
  return CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(Length));
}

} // namespace holdfast::driver
