// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace holdfast::driver {

/// The bytes of files, each read once.
class Sources {
public:
  /// nullptr: it cannot be read.
  const std::string *content(const std::string &File);

private:
  std::map<std::string, std::optional<std::string>> Files;
};

/// Line and column of \p Offset, counted from 1, the column in bytes.
std::pair<unsigned, unsigned> lineAndColumn(llvm::StringRef Content,
                                            unsigned Offset);

} // namespace holdfast::driver
