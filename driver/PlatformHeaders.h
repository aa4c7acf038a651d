// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which headers belong to the C++ standard library and the compiler? Those of
// other libraries may lie in the same system folders.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace clang {
class HeaderSearch;
} // namespace clang

namespace holdfast::driver {

class PlatformHeaders {
public:
  /// Asks the disk which of the include folders of \p Search are those of a
  /// standard library.
  explicit PlatformHeaders(clang::HeaderSearch &Search);

  /// True if \p File, as the compiler spells it, is one of them. The C library
  /// is not told from others in /usr/include: its headers are not.
  bool contains(llvm::StringRef File) const;

private:
  /// With a slash at the end.
  std::vector<std::string> Folders;
};

} // namespace holdfast::driver
