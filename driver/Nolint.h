// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// NOLINT comments as clang-tidy reads them.
#pragma once

#include "driver/SourceLines.h"

#include <optional>
#include <string>
#include <vector>

namespace holdfast::driver {

struct Nolint {
  enum class Kind { Line, NextLine, Begin, End };
  Kind What = Kind::Line;
  /// Of its first letter.
  size_t Offset = 0;
  /// Counted from 1.
  unsigned Line = 0;
  /// What is between its brackets; nullopt: it has none, and silences all.
  std::optional<TextRange> List;
  /// The names in the list, each with its place.
  struct Name {
    std::string Text;
    size_t Offset = 0;
  };
  std::vector<Name> Names;
};

/// The comments of \p Text that clang-tidy obeys, in their order.
std::vector<Nolint> nolintsIn(llvm::StringRef Text, const SourceLines &Lines);

} // namespace holdfast::driver
