// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/AddMember.h"

#include "fixits/SourceGuards.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace holdfast {

/// True if a line from \p Offset on is one of the preprocessor's.
static bool hasDirective(StringRef Text) {
  for (; !Text.empty(); Text = Text.split('\n').second)
    if (Text.split('\n').first.ltrim().starts_with("#"))
      return true;
  return false;
}

/// True if \p Rest of a line is blank but for a comment that ends in it.
static bool isOnlyComment(StringRef Rest) {
  Rest = Rest.trim();
  if (Rest.empty() || Rest.starts_with("//"))
    return !Rest.ends_with("\\");
  return Rest.starts_with("/*") && Rest.find("*/") == Rest.size() - 2;
}

std::optional<FixItHint> addLastMember(const CXXRecordDecl &Class,
                                       StringRef Declaration,
                                       const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const FieldDecl *Last = nullptr;
  for (const FieldDecl *Field : Class.fields())
    Last = Field;
  const auto Whole = editableRange(Class.getSourceRange(), Ctx);
  if (!Last || !Whole || !editableRange(Last->getSourceRange(), Ctx))
    return std::nullopt;
  // Of `int a, b;` the range of b ends before the semicolon as well.
  const SourceLocation Semicolon = Lexer::findLocationAfterToken(
      Last->getEndLoc(), tok::semi, SM, Ctx.getLangOpts(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (Semicolon.isInvalid() ||
      SM.getFileID(Semicolon) != SM.getFileID(Whole->getEnd()))
    return std::nullopt;
  const auto [File, At] = SM.getDecomposedLoc(Semicolon);
  const StringRef Text = SM.getBufferData(File);
  const unsigned ClassEnd = SM.getFileOffset(Whole->getEnd());
  const size_t LineEnd = Text.find('\n', At);
  if (LineEnd == StringRef::npos || LineEnd >= ClassEnd ||
      !isOnlyComment(Text.slice(At, LineEnd)) ||
      hasDirective(Text.slice(LineEnd + 1, ClassEnd)))
    return std::nullopt;
  const unsigned First = SM.getFileOffset(Last->getBeginLoc());
  const StringRef Line = Text.take_front(First).rsplit('\n').second;
  const StringRef Indent =
      Line.take_while([](char C) { return C == ' ' || C == '\t'; });
  const size_t Place = LineEnd - (Text[LineEnd - 1] == '\r');
  return FixItHint::CreateInsertion(
      SM.getLocForStartOfFile(File).getLocWithOffset(Place),
      ("\n" + Indent + Declaration).str());
}

std::optional<FixItHint>
addLastInitializer(const CXXConstructorDecl &Constructor, StringRef Initializer,
                   const ASTContext &Ctx) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Constructor.getBody());
  const auto *Info = Constructor.getTypeSourceInfo();
  const auto Function =
      Info ? Info->getTypeLoc().getAsAdjusted<FunctionProtoTypeLoc>()
           : FunctionProtoTypeLoc();
  if (!Body || !Function || Constructor.getTrailingRequiresClause() ||
      Constructor.getDescribedFunctionTemplate() ||
      !editableRange({Constructor.getBeginLoc(), Body->getLBracLoc()}, Ctx))
    return std::nullopt;
  SourceLocation Last = Function.getExceptionSpecRange().isValid()
                            ? Function.getExceptionSpecRange().getEnd()
                            : Function.getRParenLoc();
  const SourceManager &SM = Ctx.getSourceManager();
  bool Any = false;
  for (const CXXCtorInitializer *I : Constructor.inits())
    if (I->isWritten()) {
      const SourceLocation End = I->getSourceRange().getEnd();
      if (!Any || SM.isBeforeInTranslationUnit(Last, End))
        Last = End;
      Any = true;
    }
  const SourceLocation Place =
      Lexer::getLocForEndOfToken(Last, 0, SM, Ctx.getLangOpts());
  if (Place.isInvalid())
    return std::nullopt;
  return FixItHint::CreateInsertion(Place,
                                    ((Any ? ", " : " : ") + Initializer).str());
}

namespace {

enum class Style { Trailing, MUnderscore, Leading, MCamel, Capital, Plain };

Style styleOf(StringRef Name) {
  if (Name.ends_with("_"))
    return Style::Trailing;
  if (Name.starts_with("m_"))
    return Style::MUnderscore;
  if (Name.starts_with("_"))
    return Style::Leading;
  if (Name.size() > 1 && Name[0] == 'm' && llvm::isUpper(Name[1]))
    return Style::MCamel;
  return llvm::isUpper(Name[0]) ? Style::Capital : Style::Plain;
}

} // namespace

std::string nameLikeItsMembers(const CXXRecordDecl &Class, StringRef Word) {
  llvm::SmallMapVector<Style, unsigned, 4> Count;
  bool Hungarian = true; // `m_Tasks`
  for (const FieldDecl *Field : Class.fields())
    if (!Field->getName().empty()) {
      const StringRef Name = Field->getName();
      ++Count[styleOf(Name)];
      if (Name.starts_with("m_"))
        Hungarian &= Name.size() > 2 && llvm::isUpper(Name[2]);
    }
  Style Best = Style::Trailing;
  unsigned Most = 0;
  for (const auto &[S, N] : Count)
    if (N > Most) {
      Best = S;
      Most = N;
    }
  std::string Capital = Word.str();
  Capital[0] = llvm::toUpper(Capital[0]);
  switch (Best) {
  case Style::Trailing:
    return (Word + "_").str();
  case Style::MUnderscore:
    return "m_" + (Hungarian ? Capital : Word.str());
  case Style::Leading:
    return ("_" + Word).str();
  case Style::MCamel:
    return "m" + Capital;
  case Style::Capital:
    return Capital;
  case Style::Plain:
    return Word.str();
  }
  return Word.str();
}

} // namespace holdfast
