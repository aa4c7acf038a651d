// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/LeadingIncludes.h"

#include "checks/RowText.h"

#include "clang/Format/Format.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Inclusions/HeaderIncludes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;

namespace holdfast {

namespace {

struct Include {
  /// `<vector>`, `"a.h"`.
  StringRef Name;
  unsigned Begin = 0;
  /// Behind its line, or behind the `#endif` of the branches that it is in.
  unsigned End = 0;
  bool InBranch = false;
};

} // namespace

/// The includes of \p Code above its first line that is no directive. Branches
/// that are open there, such as an include guard, are none.
static llvm::SmallVector<Include, 16> leadingIncludes(StringRef Code,
                                                      const LangOptions &Lang) {
  llvm::SmallVector<Include, 16> Found;
  llvm::SmallVector<size_t, 4> Branches;
  Lexer Lex(SourceLocation(), Lang, Code.begin(), Code.begin(), Code.end());
  Token Tok;
  Lex.LexFromRawLexer(Tok);
  while (Tok.is(tok::hash) && Tok.isAtStartOfLine()) {
    const unsigned Begin =
        Lex.getBufferLocation() - Code.begin() - Tok.getLength();
    Lex.LexFromRawLexer(Tok);
    const StringRef Word =
        Tok.is(tok::raw_identifier) ? Tok.getRawIdentifier() : "";
    const unsigned Behind = Lex.getBufferLocation() - Code.begin();
    const unsigned End = std::min(Code.find('\n', Behind), Code.size() - 1) + 1;
    if (Word == "include") {
      const StringRef Rest = Code.slice(Behind, End).trim();
      const size_t Close = Rest.find(Rest.starts_with("<") ? '>' : '"', 1);
      if (Close != StringRef::npos)
        Found.push_back({Rest.take_front(Close + 1), Begin, End, false});
    } else if (Word.starts_with("if")) {
      Branches.push_back(Found.size());
    } else if (Word == "endif" && !Branches.empty()) {
      for (Include &I : llvm::drop_begin(Found, Branches.pop_back_val())) {
        I.End = End;
        I.InBranch = true;
      }
    }
    do
      Lex.LexFromRawLexer(Tok);
    while (Tok.isNot(tok::eof) && !Tok.isAtStartOfLine());
  }
  return Found;
}

/// `<vector>`: such a header brings no library of tasks.
static bool isStandard(const Include &I) {
  return I.Name.starts_with("<") && !I.Name.contains('.') &&
         !I.Name.contains('/');
}

/// `<boost/asio.hpp>` and `"boost/asio/post.hpp"` for `::boost::asio`.
static bool isOf(const Include &I, StringRef Root) {
  StringRef Path = I.Name.drop_front();
  return Path.consume_front(fill(Root.drop_front(2), "::", "/")) &&
         (Path.starts_with("/") || Path.starts_with("."));
}

std::optional<IncludePlace> placeOfInclude(StringRef Name, StringRef Code,
                                           StringRef Header,
                                           ArrayRef<std::string> Roots,
                                           const LangOptions &Lang) {
  const auto Includes = leadingIncludes(Code, Lang);
  if (llvm::any_of(Includes, [&](const Include &I) {
        return I.Name == Header && !I.InBranch;
      }))
    return std::nullopt;

  // A byte order mark is no part of the first line.
  const unsigned Mark = Code.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const tooling::HeaderIncludes Style(Name, Code.drop_front(Mark),
                                      format::getLLVMStyle().IncludeStyle);
  const auto Sorted = Style.insert(Header.trim("<>"), /*IsAngled=*/true,
                                   tooling::IncludeDirective::Include);
  if (!Sorted)
    return std::nullopt;
  IncludePlace Place{Sorted->getOffset() + Mark,
                     Sorted->getReplacementText().str()};

  const std::string Own = "::" + Header.split('/').first.drop_front().str();
  for (const Include &I : Includes)
    if (I.End <= Place.Offset && !I.InBranch &&
        (isOf(I, Own) || llvm::any_of(Roots, [&](const std::string &Root) {
           return isOf(I, Root);
         })))
      return Place;
  unsigned Behind = 0;
  for (const Include &I : Includes)
    if (!isStandard(I))
      Behind = std::max(Behind, I.End);
  if (Behind > Place.Offset) {
    Place.Offset = Behind;
    Place.Text = ("#include " + Header + "\n").str();
  }
  return Place;
}

} // namespace holdfast
