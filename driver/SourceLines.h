// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lines of a C++ file as its tokens see them: where a comment may be
// written.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <vector>

namespace holdfast::driver {

/// Bytes of a file.
struct TextRange {
  size_t Begin = 0;
  size_t End = 0;
};

/// Lines are counted from 1.
class SourceLines {
public:
  /// \p Text must outlive this, and a NUL must follow it.
  explicit SourceLines(llvm::StringRef Text);

  unsigned count() const { return Starts.size(); }
  unsigned lineOf(size_t Offset) const;
  size_t begin(unsigned Line) const { return Starts[Line - 1]; }
  /// Without its line end.
  llvm::StringRef line(unsigned Line) const;

  /// Does a token, such as a raw string, or a backslash lead from \p Line to
  /// the next one?
  bool goesOn(unsigned Line) const { return Continued[Line - 1]; }
  bool endsInComment(unsigned Line) const;
  /// Sorted.
  const std::vector<TextRange> &comments() const { return Comments; }

private:
  llvm::StringRef Text;
  std::vector<size_t> Starts;
  std::vector<bool> Continued;
  std::vector<TextRange> Comments;
};

} // namespace holdfast::driver
