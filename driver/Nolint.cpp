// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Nolint.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace holdfast::driver {

static std::optional<Nolint::Kind> kindOf(llvm::StringRef Suffix) {
  return llvm::StringSwitch<std::optional<Nolint::Kind>>(Suffix)
      .Case("", Nolint::Kind::Line)
      .Case("NEXTLINE", Nolint::Kind::NextLine)
      .Case("BEGIN", Nolint::Kind::Begin)
      .Case("END", Nolint::Kind::End)
      .Default(std::nullopt);
}

static void readList(llvm::StringRef Text, Nolint &N) {
  for (size_t At = N.List->Begin; At < N.List->End;) {
    const size_t Comma = std::min(Text.find(',', At), N.List->End);
    const llvm::StringRef Word = Text.slice(At, Comma).trim();
    if (!Word.empty())
      N.Names.push_back({Word.str(), size_t(Word.begin() - Text.begin())});
    At = Comma + 1;
  }
}

std::vector<Nolint> nolintsIn(llvm::StringRef Text, const SourceLines &Lines) {
  constexpr llvm::StringLiteral Word = "NOLINT";
  std::vector<Nolint> Found;
  for (const TextRange &Comment : Lines.comments()) {
    size_t At = Comment.Begin;
    const llvm::StringRef Whole = Text.take_front(Comment.End);
    while ((At = Whole.find(Word, At)) != llvm::StringRef::npos) {
      Nolint N;
      N.Offset = At;
      N.Line = Lines.lineOf(At);
      At += Word.size();
      const llvm::StringRef Suffix =
          Text.substr(At).take_while([](char C) { return llvm::isAlpha(C); });
      At += Suffix.size();
      const auto Kind = kindOf(Suffix);
      if (!Kind)
        continue;
      N.What = *Kind;
      // A bracket that is not closed in its line is none.
      if (At < Text.size() && Text[At] == '(')
        if (const size_t Close = Text.find_first_of("\n)", At);
            Close != llvm::StringRef::npos && Text[Close] == ')') {
          N.List = {At + 1, Close};
          readList(Text, N);
        }
      Found.push_back(std::move(N));
    }
  }
  return Found;
}

} // namespace holdfast::driver
