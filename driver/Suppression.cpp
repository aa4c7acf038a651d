// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Suppression.h"

#include "driver/Patch.h"

#include "fmt/format.h"
#include "clang/Format/Format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

namespace holdfast::driver {

namespace format = clang::format;

CommentStyle commentStyle(const std::string &File, llvm::StringRef Text) {
  auto Style = format::getStyle("file", File, /*FallbackStyle=*/"none", Text,
                                /*FS=*/nullptr, /*AllowUnknownOptions=*/true);
  if (!Style) {
    llvm::consumeError(Style.takeError()); // clang-format itself says it better
    return {};
  }
  if (Style->DisableFormat)
    return {};
  return {Style->ColumnLimit, Style->TabWidth,
          std::max(1u, Style->SpacesBeforeTrailingComments)};
}

SuppressedFile::SuppressedFile(std::string File, llvm::StringRef Text)
    : File(std::move(File)), Text(Text), Lines(Text),
      Nolints(nolintsIn(Text, Lines)), Style(commentStyle(this->File, Text)) {}

unsigned SuppressedFile::width(llvm::StringRef Line) const {
  unsigned Width = 0;
  while (!Line.empty()) {
    const auto [Part, Rest] = Line.split('\t');
    const int Columns = llvm::sys::unicode::columnWidthUTF8(Part);
    Width += Columns < 0 ? Part.size() : Columns;
    if (Part.size() != Line.size())
      Width += Style.TabWidth - Width % std::max(1u, Style.TabWidth);
    Line = Rest;
  }
  return Width;
}

Edit SuppressedFile::insertion(size_t At, const llvm::Twine &New) const {
  return {File, static_cast<unsigned>(At), 0,
          withLineEnds(New.str(), usesCrlf(Text))};
}

/// One that speaks of \p Line and has a list.
const Nolint *SuppressedFile::listFor(unsigned Line) const {
  for (const Nolint &N : Nolints)
    if (N.List && ((N.What == Nolint::Kind::Line && N.Line == Line) ||
                   (N.What == Nolint::Kind::NextLine && N.Line + 1 == Line)))
      return &N;
  return nullptr;
}

Suppression SuppressedFile::extend(const Nolint &N,
                                   const std::set<std::string> &Checks,
                                   llvm::StringRef Reason) const {
  Suppression S;
  const llvm::StringRef Old = Text.slice(N.List->Begin, N.List->End).trim();
  S.Edits.push_back(
      insertion(N.List->End, (Old.empty() || Old.ends_with(",") ? "" : ", ") +
                                 llvm::join(Checks, ", ")));
  // The reason comes before the one that is there, which may go on for lines.
  const size_t After = N.List->End + 1;
  const llvm::StringRef Rest =
      Lines.line(N.Line).drop_front(After - Lines.begin(N.Line));
  const llvm::StringRef Tail = Rest.split("*/").first.ltrim(": \t").rtrim();
  if (Tail != Reason && !Tail.starts_with((Reason + ";").str())) {
    const bool Colon = Rest.starts_with(":");
    S.Edits.push_back(insertion(After + Colon, (Colon ? " " : ": ") + Reason +
                                                   (Tail.empty() ? "" : ";")));
  }
  S.Words = fmt::format("the list in line {}", N.Line);
  return S;
}

Suppression SuppressedFile::silence(unsigned Line,
                                    const std::set<std::string> &Checks,
                                    llvm::StringRef Reason) const {
  if (const Nolint *N = listFor(Line))
    return extend(*N, Checks, Reason);
  const std::string List = llvm::join(Checks, ", ");
  const llvm::StringRef Code = Lines.line(Line);
  Suppression S;
  const std::string Behind =
      fmt::format("{}// NOLINT({}): {}", std::string(Style.SpacesBefore, ' '),
                  List, Reason.str());
  const llvm::StringRef Written = Code.rtrim();
  const bool Fits = Style.ColumnLimit == 0 ||
                    width(Written) + Behind.size() <= Style.ColumnLimit;
  const bool MayBehind = !Lines.goesOn(Line) && !Lines.endsInComment(Line);
  const bool MayAbove = Line == 1 || !Lines.goesOn(Line - 1);
  if (MayBehind && (Fits || !MayAbove)) {
    S.Edits.push_back(insertion(Lines.begin(Line) + Written.size(), Behind));
    S.Words = "a comment behind it";
    return S;
  }
  if (!MayAbove) {
    S.Words = "no comment can be written here: the line begins and ends inside "
              "of a macro, a string or a comment";
    return S;
  }
  const std::string Indent =
      Code.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
  // clang-format breaks long comments, and then the next line is another one:
  // the reason may be broken, the rest must stay in one piece.
  std::string Above =
      fmt::format("{}// NOLINTNEXTLINE({}): {}\n", Indent, List, Reason.str());
  if (Style.ColumnLimit && width(Above) > Style.ColumnLimit)
    Above = fmt::format("{0}// {1}\n{0}// NOLINTNEXTLINE({2})\n", Indent,
                        Reason.str(), List);
  S.Edits.push_back(insertion(Lines.begin(Line), Above));
  S.Words = "a comment above it";
  return S;
}

} // namespace holdfast::driver
