// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SourceLines.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

using namespace clang;

static LangOptions language() {
  LangOptions Lang;
  Lang.LineComment = Lang.CPlusPlus = Lang.CPlusPlus11 = Lang.CPlusPlus14 =
      Lang.CPlusPlus17 = Lang.CPlusPlus20 = Lang.RawStringLiterals = true;
  return Lang;
}

SourceLines::SourceLines(llvm::StringRef Text) : Text(Text) {
  Starts.push_back(0);
  for (size_t At = Text.find('\n'); At != llvm::StringRef::npos;
       At = Text.find('\n', At + 1))
    Starts.push_back(At + 1);
  for (unsigned Line = 1; Line <= count(); ++Line)
    Continued.push_back(line(Line).rtrim(" \t\v\f").ends_with("\\"));

  const LangOptions Lang = language();
  Lexer Lex(SourceLocation(), Lang, Text.begin(), Text.begin(), Text.end());
  Lex.SetCommentRetentionState(true);
  for (Token Tok; !Lex.LexFromRawLexer(Tok) && Tok.isNot(tok::eof);) {
    const size_t End = Lex.getBufferLocation() - Text.begin();
    const size_t Begin = End - Tok.getLength();
    if (Tok.is(tok::comment))
      Comments.push_back({Begin, End});
    for (unsigned Line = lineOf(Begin); Line < lineOf(End); ++Line)
      Continued[Line - 1] = true;
  }
}

unsigned SourceLines::lineOf(size_t Offset) const {
  return llvm::upper_bound(Starts, Offset) - Starts.begin();
}

llvm::StringRef SourceLines::line(unsigned Line) const {
  const size_t End = Line < count() ? Starts[Line] : Text.size();
  return Text.slice(begin(Line), End).rtrim("\r\n");
}

bool SourceLines::endsInComment(unsigned Line) const {
  const size_t Begin = begin(Line);
  const size_t End = Begin + line(Line).rtrim().size();
  return End > Begin && llvm::any_of(Comments, [&](const TextRange &C) {
           return C.Begin < End && End <= C.End;
         });
}

} // namespace holdfast::driver
