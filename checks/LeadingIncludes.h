// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a file takes one more include.
#pragma once

#include "clang/Basic/LangOptions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace holdfast {

struct IncludePlace {
  unsigned Offset = 0;
  std::string Text;
};

/// The line that includes \p Header, `<a/b.hpp>`, in the file \p Name with the
/// text \p Code, and where it goes; nullopt if the includes that the file
/// begins with have it.
///
/// It goes where LLVM's order puts it, as long as what it builds on is included
/// before: an include of the library with the namespaces \p Roots
/// (`::boost::asio`: `<boost/asio.hpp>`, `<boost/asio/post.hpp>`), or of the
/// header's own folder. Else it goes behind all that might bring that library,
/// which is all but the standard's headers. It follows from the text alone, so
/// that each unit that sees the file writes the same.
std::optional<IncludePlace> placeOfInclude(llvm::StringRef Name,
                                           llvm::StringRef Code,
                                           llvm::StringRef Header,
                                           llvm::ArrayRef<std::string> Roots,
                                           const clang::LangOptions &Lang);

} // namespace holdfast
