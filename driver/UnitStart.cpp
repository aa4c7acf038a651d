// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/UnitStart.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

using namespace clang;

/// What stands behind `include` on the line that \p Rest begins with, if
/// nothing but a comment follows; empty: it is something else.
static llvm::StringRef includedName(llvm::StringRef Rest) {
  Rest = Rest.take_until([](char C) { return C == '\n' || C == '\r'; }).trim();
  if (Rest.empty() || (Rest.front() != '<' && Rest.front() != '"'))
    return "";
  const size_t End = Rest.find(Rest.front() == '<' ? '>' : '"', 1);
  if (End == llvm::StringRef::npos)
    return "";
  const llvm::StringRef Behind = Rest.substr(End + 1).trim();
  // A comment in C's way may go on in the next line, and a line too.
  return Behind.empty() || Behind.starts_with("//") ? Rest.take_front(End + 1)
                                                    : "";
}

std::vector<std::string> startOf(llvm::StringRef Text,
                                 llvm::StringRef Directory) {
  std::vector<std::string> Names;
  Text.consume_front("\xEF\xBB\xBF");
  LangOptions Lang;
  Lang.LineComment = true;
  Lexer Raw(SourceLocation(), Lang, Text.begin(), Text.begin(), Text.end());
  Token Tok;
  const auto Word = [&](llvm::StringRef Wanted) {
    return Tok.is(tok::raw_identifier) && Tok.getRawIdentifier() == Wanted;
  };
  while (!Raw.LexFromRawLexer(Tok) && Tok.is(tok::hash) &&
         Tok.isAtStartOfLine() && !Raw.LexFromRawLexer(Tok) &&
         Word("include") && !Tok.isAtStartOfLine()) {
    const llvm::StringRef Name =
        includedName(Text.substr(Raw.getBufferLocation() - Text.begin()));
    if (Name.empty())
      break;
    llvm::SmallString<256> Beside(Directory);
    llvm::sys::path::append(Beside, Name.drop_front().drop_back());
    Names.push_back(Name.front() == '"' && llvm::sys::fs::exists(Beside)
                        ? ("\"" + Beside + "\"").str()
                        : Name.str());
    const size_t Line = Text.find('\n', Name.end() - Text.begin());
    if (Line == llvm::StringRef::npos)
      break;
    Raw.seek(static_cast<unsigned>(Line + 1), /*IsAtStartOfLine=*/true);
  }
  return Names;
}

} // namespace holdfast::driver
