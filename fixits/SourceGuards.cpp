// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/SourceGuards.h"

#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace holdfast {

std::optional<CharSourceRange> editableRange(SourceRange Tokens,
                                             const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  if (Tokens.isInvalid())
    return std::nullopt;
  const CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Tokens), SM, Ctx.getLangOpts());
  if (Range.isInvalid() || SM.isInSystemHeader(Range.getBegin()) ||
      SM.getFileID(Range.getBegin()) != SM.getFileID(Range.getEnd()))
    return std::nullopt;
  // What is handed to a macro may be used twice or not at all.
  if (Tokens.getBegin().isMacroID() || Tokens.getEnd().isMacroID())
    return std::nullopt;
  return Range;
}

std::optional<CharSourceRange> betweenOffsets(SourceLocation Begin,
                                              SourceLocation End,
                                              const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  if (!Begin.isFileID() || !End.isFileID() ||
      SM.getFileID(Begin) != SM.getFileID(End) ||
      SM.getFileOffset(Begin) > SM.getFileOffset(End))
    return std::nullopt;
  return CharSourceRange::getCharRange(Begin, End);
}

bool losesText(CharSourceRange Range, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const auto [File, Offset] = SM.getDecomposedLoc(Range.getBegin());
  const unsigned End = SM.getFileOffset(Range.getEnd());
  const StringRef Buffer = SM.getBufferData(File);
  // A lexer runs to the end of its buffer: this one is stopped at the range's.
  Lexer Lex(SM.getLocForStartOfFile(File), Ctx.getLangOpts(), Buffer.begin(),
            Buffer.begin() + Offset, Buffer.end());
  Lex.SetCommentRetentionState(true);
  Token Tok;
  do {
    Lex.LexFromRawLexer(Tok);
    if (Tok.is(tok::eof) || SM.getFileOffset(Tok.getLocation()) >= End)
      return false;
  } while (Tok.isNot(tok::comment) &&
           !(Tok.is(tok::hash) && Tok.isAtStartOfLine()));
  return true;
}

bool hasFragileTemporary(const Expr &E) {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&E))
    return Lambda->capture_size() != 0;
  if (const auto *List = dyn_cast<InitListExpr>(&E);
      List && List->getType()->isRecordType() && List->getNumInits() != 0)
    return true;
  return llvm::any_of(E.children(), [](const Stmt *Child) {
    const auto *Sub = dyn_cast_or_null<Expr>(Child);
    return Sub && hasFragileTemporary(*Sub);
  });
}

bool awaits(const Expr *E) {
  return isa<CoroutineSuspendExpr, DependentCoawaitExpr>(E) ||
         (!isa<LambdaExpr>(E) &&
          llvm::any_of(E->children(), [](const Stmt *Child) {
            const auto *Sub = dyn_cast_or_null<Expr>(Child);
            return Sub && awaits(Sub);
          }));
}

bool needsParentheses(const Expr &E) {
  const Expr *Inner = E.IgnoreImplicit();
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Inner))
    return Op->getOperator() != OO_Call && Op->getOperator() != OO_Subscript;
  return isa<BinaryOperator, AbstractConditionalOperator, CXXThrowExpr>(Inner);
}

StringRef sourceText(SourceRange Tokens, const ASTContext &Ctx) {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Tokens),
                              Ctx.getSourceManager(), Ctx.getLangOpts());
}

} // namespace holdfast
