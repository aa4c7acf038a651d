// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The comment that silences the findings of one line.
#pragma once

#include "driver/Nolint.h"
#include "driver/Report.h"

#include <set>

namespace holdfast::driver {

/// How comments are written in a file: from its .clang-format, if it has one.
struct CommentStyle {
  /// 0: lines may be as long as they like.
  unsigned ColumnLimit = 0;
  unsigned TabWidth = 8;
  unsigned SpacesBefore = 1;
};
CommentStyle commentStyle(const std::string &File, llvm::StringRef Text);

/// What is written for one line.
struct Suppression {
  /// Insertions, sorted; empty: none is possible.
  std::vector<Edit> Edits;
  /// How it is silenced, or why it cannot be.
  std::string Words;
};

/// A file in which lines are silenced.
class SuppressedFile {
public:
  /// \p Text must outlive this, and a NUL must follow it.
  SuppressedFile(std::string File, llvm::StringRef Text);

  const SourceLines &lines() const { return Lines; }

  /// A comment that silences \p Checks in \p Line, for \p Reason: in a list
  /// that is there, behind the line, or above it.
  Suppression silence(unsigned Line, const std::set<std::string> &Checks,
                      llvm::StringRef Reason) const;

private:
  const Nolint *listFor(unsigned Line) const;
  Edit insertion(size_t At, const llvm::Twine &New) const;
  Suppression extend(const Nolint &N, const std::set<std::string> &Checks,
                     llvm::StringRef Reason) const;
  unsigned width(llvm::StringRef Line) const;

  std::string File;
  llvm::StringRef Text;
  SourceLines Lines;
  std::vector<Nolint> Nolints;
  CommentStyle Style;
};

} // namespace holdfast::driver
