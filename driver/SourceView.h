// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lines of C++ as HTML, with numbered steps at the places that a finding and
// its notes speak of.
#pragma once

#include "driver/Report.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace holdfast::driver {

struct Step {
  /// 0: it has no number.
  unsigned Number = 0;
  unsigned Offset = 0;
  /// What is marked, of the same file; empty: the token at `Offset`.
  std::vector<Range> Marked;
  /// Written below its line; empty: nothing is.
  std::string Message;
};

/// One file, with its tokens.
class SourceView {
public:
  explicit SourceView(const std::string &Content);

  /// The lines of \p Steps and some around them, with a line that leads from
  /// the first step to the last.
  void write(llvm::ArrayRef<Step> Steps, llvm::raw_ostream &OS) const;

private:
  struct Token {
    unsigned Begin, End;
    /// A class of style.css; 0: none.
    char Kind;
  };
  using Span = std::pair<unsigned, unsigned>;

  unsigned lineOf(unsigned Offset) const;
  Span tokenAt(unsigned Offset) const;
  std::vector<Span> marksOf(llvm::ArrayRef<Step> Steps) const;
  /// Columns in code points, with tabs as they are shown.
  unsigned columnOf(unsigned Offset) const;
  void writeLine(unsigned Line, llvm::ArrayRef<Span> Marks,
                 llvm::raw_ostream &OS) const;

  const std::string &Content;
  std::vector<unsigned> LineStarts;
  std::vector<Token> Tokens;
};

} // namespace holdfast::driver
