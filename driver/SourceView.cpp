// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SourceView.h"

#include "driver/Markup.h"

#include "fmt/format.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Format/Format.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

#include <set>

namespace holdfast::driver {

using namespace clang;

/// Lines that are shown above and below each step.
constexpr unsigned Around = 2;
/// A gap of no more lines is shown.
constexpr unsigned SmallGap = 2;
/// As in style.css.
constexpr unsigned TabSize = 8;

static const LangOptions &language() {
  static const LangOptions Cxx = [] {
    LangOptions O = format::getFormattingLangOpts(format::getLLVMStyle());
    O.Coroutines = 1;
    return O;
  }();
  return Cxx;
}

static char kindOf(const clang::Token &T, IdentifierTable &Names,
                   bool &InDirective) {
  if (T.is(tok::hash) && T.isAtStartOfLine()) {
    InDirective = true;
    return 'p';
  }
  const bool NamesDirective =
      std::exchange(InDirective, false) && !T.isAtStartOfLine();
  if (T.is(tok::raw_identifier))
    return NamesDirective                                          ? 'p'
           : Names.get(T.getRawIdentifier()).isKeyword(language()) ? 'k'
                                                                   : '\0';
  if (T.is(tok::comment))
    return 'c';
  if (T.is(tok::numeric_constant))
    return 'n';
  return tok::isStringLiteral(T.getKind()) || T.is(tok::char_constant) ? 's'
                                                                       : '\0';
}

SourceView::SourceView(const std::string &Content) : Content(Content) {
  LineStarts.push_back(0);
  for (auto [I, C] : llvm::enumerate(Content))
    if (C == '\n')
      LineStarts.push_back(I + 1);
  IdentifierTable Names(language());
  const char *Begin = Content.data();
  Lexer Lex(SourceLocation(), language(), Begin, Begin, Begin + Content.size());
  Lex.SetCommentRetentionState(true);
  bool InDirective = false;
  for (clang::Token T; !Lex.LexFromRawLexer(T);) {
    const unsigned End = Lex.getBufferLocation() - Begin;
    Tokens.push_back({End - T.getLength(), End, kindOf(T, Names, InDirective)});
  }
}

unsigned SourceView::lineOf(unsigned Offset) const {
  return llvm::upper_bound(LineStarts, Offset) - LineStarts.begin() - 1;
}

SourceView::Span SourceView::tokenAt(unsigned Offset) const {
  auto At = llvm::partition_point(
      Tokens, [&](const Token &T) { return T.End <= Offset; });
  if (At == Tokens.end() || At->Begin > Offset)
    return {Offset, Offset};
  return {Offset, At->End};
}

std::vector<SourceView::Span>
SourceView::marksOf(llvm::ArrayRef<Step> Steps) const {
  std::vector<Span> All;
  for (const Step &S : Steps) {
    if (S.Marked.empty())
      All.push_back(tokenAt(S.Offset));
    for (const Range &R : S.Marked)
      All.emplace_back(R.Offset, R.Offset + R.Length);
  }
  llvm::sort(All);
  std::vector<Span> Apart;
  for (const Span &Next : All) {
    if (!Apart.empty() && Next.first < Apart.back().second)
      Apart.back().second = std::max(Apart.back().second, Next.second);
    else
      Apart.push_back(Next);
  }
  return Apart;
}

unsigned SourceView::columnOf(unsigned Offset) const {
  unsigned Column = 0;
  for (unsigned I = LineStarts[lineOf(Offset)]; I < Offset; ++I) {
    const auto C = static_cast<unsigned char>(Content[I]);
    if (C == '\t')
      Column += TabSize - Column % TabSize;
    else
      Column += (C & 0xC0) != 0x80;
  }
  return Column;
}

void SourceView::writeLine(unsigned Line, llvm::ArrayRef<Span> Marks,
                           llvm::raw_ostream &OS) const {
  unsigned At = LineStarts[Line];
  const unsigned End =
      At + llvm::StringRef(Content).substr(At).split('\n').first.size();
  auto T = llvm::partition_point(Tokens,
                                 [&](const Token &T) { return T.End <= At; });
  bool InMark = false;
  while (At < End) {
    while (T != Tokens.end() && T->End <= At)
      ++T;
    while (!Marks.empty() && Marks.front().second <= At)
      Marks = Marks.drop_front();
    unsigned Next = End;
    auto Within = [&](unsigned First, unsigned Last) {
      Next = std::min(Next, First > At ? First : Last);
      return First <= At;
    };
    const char Kind =
        T != Tokens.end() && Within(T->Begin, T->End) ? T->Kind : '\0';
    const bool Marked =
        !Marks.empty() && Within(Marks.front().first, Marks.front().second);
    if (Marked != std::exchange(InMark, Marked))
      OS << (Marked ? "<mark>" : "</mark>");
    const std::string Text =
        markup(llvm::StringRef(Content).slice(At, Next).rtrim('\r'));
    if (Kind)
      OS << "<span class=\"" << Kind << "\">" << Text << "</span>";
    else
      OS << Text;
    At = Next;
  }
  if (InMark)
    OS << "</mark>";
}

static std::string numbered(const Step &S) {
  return S.Number ? fmt::format(R"(<b class="number">{}</b>)", S.Number) : "";
}

void SourceView::write(llvm::ArrayRef<Step> Steps,
                       llvm::raw_ostream &OS) const {
  const std::vector<Span> Marks = marksOf(Steps);
  std::map<unsigned, std::vector<const Step *>> ByLine;
  std::set<unsigned> Shown;
  for (const Step &S : Steps) {
    const unsigned Line = lineOf(S.Offset);
    ByLine[Line].push_back(&S);
    for (unsigned L = Line - std::min(Line, Around); L <= Line + Around; ++L)
      if (L == Line ||
          (L < LineStarts.size() && LineStarts[L] < Content.size()))
        Shown.insert(L);
  }
  const unsigned First = ByLine.begin()->first, Last = ByLine.rbegin()->first;
  /// The part of the line from the first step to the last that crosses a row.
  auto Way = [&](unsigned Line, bool Below) -> llvm::StringRef {
    if (First == Last || Line < First || Line > Last || (Line == Last && Below))
      return "";
    return Line == First && !Below ? " first"
           : Line == Last          ? " last"
                                   : " through";
  };
  auto WriteRow = [&](unsigned Line) {
    const auto Here = ByLine.find(Line);
    const bool On = Here != ByLine.end();
    OS << fmt::format(
        R"(<div class="row{}{}" data-line="{}"><span class="way">)",
        On ? " on" : "", Way(Line, /*Below=*/false).str(), Line + 1);
    if (On)
      for (const Step *S : Here->second)
        OS << numbered(*S);
    OS << "</span><code>";
    writeLine(Line, Marks, OS);
    OS << "</code></div>\n";
    if (On)
      for (const Step *S : Here->second)
        if (!S->Message.empty())
          OS << fmt::format(R"(<div class="say{}" style="--column:{}">)"
                            R"(<span class="way"></span><p>{} {}</p></div>)"
                            "\n",
                            Way(Line, /*Below=*/true).str(),
                            columnOf(S->Offset), numbered(*S),
                            markup(S->Message));
  };
  OS << R"(<div class="source" tabindex="0">)" << '\n';
  unsigned Next = *Shown.begin();
  for (const unsigned Line : Shown) {
    if (Line - Next <= SmallGap)
      for (; Next < Line; ++Next)
        WriteRow(Next);
    else
      OS << fmt::format(R"(<div class="gap{}"><span class="way"></span>)"
                        "<code>⋯</code></div>\n",
                        Way(Line - 1, /*Below=*/true).str());
    WriteRow(Line);
    Next = Line + 1;
  }
  OS << "</div>\n";
}

} // namespace holdfast::driver
