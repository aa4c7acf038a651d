// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the SARIF writers of clang 19 and clang 22 have other words, or none.
#pragma once

#include "clang/Basic/Sarif.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"

#include <string>

namespace holdfast::driver {

#if CLANG_VERSION_MAJOR >= 22

inline clang::SarifResult locate(const clang::SarifResult &Result,
                                 clang::CharSourceRange Place) {
  return clang::SarifResult(Result).addLocations({Place});
}

inline std::string fileUri(llvm::StringRef File) {
  return clang::SarifDocumentWriter::fileNameToURI(File);
}

#else

inline clang::SarifResult locate(const clang::SarifResult &Result,
                                 clang::CharSourceRange Place) {
  return clang::SarifResult(Result).setLocations({Place});
}

/// As clang writes its own: what RFC 3986 allows in a path stays.
inline std::string fileUri(llvm::StringRef File) {
  std::string Uri = "file://";
  for (char C : File.rtrim('/'))
    if (llvm::isAlnum(C) || llvm::StringRef("/-._~:@!$&'()*+,;=").contains(C))
      Uri += C;
    else
      Uri += "%" + llvm::toHex(llvm::StringRef(&C, 1));
  return Uri;
}

#endif

} // namespace holdfast::driver
