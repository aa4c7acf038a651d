// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/WaitBeforeExit.h"

#include "fixits/SourceGuards.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace holdfast {

/// What stands around \p S in \p Around, the outermost first; empty where \p S
/// is not in it.
static bool findWay(const Stmt &Around, const Stmt &S,
                    llvm::SmallVectorImpl<const Stmt *> &Way) {
  if (&Around == &S)
    return true;
  // A closure's returns are its own.
  if (isa<LambdaExpr>(Around))
    return false;
  Way.push_back(&Around);
  for (const Stmt *Child : Around.children())
    if (Child && findWay(*Child, S, Way))
      return true;
  Way.pop_back();
  return false;
}

/// The blanks that the line of \p Loc begins with, and whether \p Loc is the
/// first thing on it.
static std::pair<StringRef, bool> indentation(SourceLocation Loc,
                                              const SourceManager &SM) {
  const StringRef Text = SM.getBufferData(SM.getFileID(Loc));
  const size_t Here = SM.getFileOffset(Loc);
  const size_t Line = Text.rfind('\n', Here) + 1;
  const size_t First = Text.find_first_not_of(" \t", Line);
  return {Text.slice(Line, std::min(First, Here)), First >= Here};
}

/// \p Statements, with \p Between after each.
static std::string joined(ArrayRef<std::string> Statements, StringRef Between) {
  std::string Text;
  for (const std::string &Each : Statements)
    Text += Each + Between.str();
  return Text;
}

/// `}`: the text goes on a line of its own above it, as far in as the statement
/// before.
static std::optional<FixItHint> beforeBrace(const CompoundStmt &Block,
                                            ArrayRef<std::string> Statements,
                                            const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Brace = Block.getRBracLoc();
  if (!editableRange(SourceRange(Brace), Ctx) || Block.body_empty())
    return std::nullopt;
  const SourceLocation Last = Block.body_back()->getBeginLoc();
  const auto [Outer, First] = indentation(Brace, SM);
  if (!First)
    return FixItHint::CreateInsertion(Brace, joined(Statements, " "));
  if (!Last.isFileID() || SM.getFileID(Last) != SM.getFileID(Brace))
    return std::nullopt;
  const StringRef Inner = indentation(Last, SM).first;
  if (!Inner.starts_with(Outer))
    return std::nullopt;
  // The brace's own blanks stand in front of the first new line already.
  std::string Text;
  for (const std::string &Each : Statements)
    Text += (Text.empty() ? Inner.drop_front(Outer.size()) : Inner).str() +
            Each + "\n";
  return FixItHint::CreateInsertion(Brace, Text + Outer.str());
}

/// What comes before the branch \p At of \p Around, which has no braces: its
/// closing parenthesis, or `else`.
static SourceLocation headOf(const Stmt &Around, const Stmt &At) {
  if (const auto *If = dyn_cast<IfStmt>(&Around))
    return If->getElse() == &At ? If->getElseLoc() : If->getRParenLoc();
  if (const auto *While = dyn_cast<WhileStmt>(&Around))
    return While->getRParenLoc();
  if (const auto *For = dyn_cast<ForStmt>(&Around))
    return For->getRParenLoc();
  if (const auto *For = dyn_cast<CXXForRangeStmt>(&Around))
    return For->getRParenLoc();
  return SourceLocation();
}

/// Puts braces around the exit \p At, which is all that \p Around does.
static bool braced(Fix &F, const ExitWait &Wait, const Stmt &Around,
                   const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Begin = Wait.At->getBeginLoc();
  SourceLocation End = Lexer::findLocationAfterToken(
      Wait.At->getEndLoc(), tok::semi, SM, Ctx.getLangOpts(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  const SourceLocation Head = headOf(Around, *Wait.At);
  if (End.isInvalid() || !editableRange(SourceRange(Head), Ctx))
    return false;
  const auto [Blanks, First] = indentation(Begin, SM);
  if (!First) {
    F.Edits.push_back(
        FixItHint::CreateInsertion(Begin, "{ " + joined(Wait.Statements, " ")));
    F.Edits.push_back(FixItHint::CreateInsertion(End, " }"));
    return true;
  }
  const StringRef Outer = indentation(Around.getBeginLoc(), SM).first;
  // A comment stays with its statement.
  const StringRef Rest =
      StringRef(SM.getCharacterData(End)).take_until([](char C) {
        return C == '\n' || C == '\r';
      });
  if (Rest.ltrim().starts_with("//"))
    End = End.getLocWithOffset(static_cast<int>(Rest.size()));
  F.Edits.push_back(FixItHint::CreateInsertion(
      Lexer::getLocForEndOfToken(Head, 0, SM, Ctx.getLangOpts()), " {"));
  F.Edits.push_back(FixItHint::CreateInsertion(
      Begin, joined(Wait.Statements, "\n" + Blanks.str())));
  F.Edits.push_back(FixItHint::CreateInsertion(End, "\n" + Outer.str() + "}"));
  return true;
}

/// True if what stands in front of the innermost of \p Way runs before it: it
/// is a statement of a block, or the first one behind labels in a block.
static bool isInBlock(ArrayRef<const Stmt *> Way) {
  while (!Way.empty() && isa<SwitchCase>(Way.back()))
    Way = Way.drop_back();
  return !Way.empty() && isa<CompoundStmt>(Way.back());
}

std::optional<Fix> waitBeforeExits(ArrayRef<ExitWait> Exits, const Stmt &Body,
                                   StringRef Title, FixTier Tier,
                                   const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  Fix F;
  for (const ExitWait &Each : Exits) {
    const Stmt *At = Each.At;
    llvm::SmallVector<const Stmt *, 16> Way;
    if (!findWay(Body, *At, Way) ||
        llvm::any_of(Way, [](const Stmt *S) { return isa<CXXCatchStmt>(S); }))
      return std::nullopt;
    if (const auto *Block = dyn_cast<CompoundStmt>(At)) {
      auto Edit = beforeBrace(*Block, Each.Statements, Ctx);
      if (!Edit)
        return std::nullopt;
      F.Edits.push_back(std::move(*Edit));
      continue;
    }
    if (Way.empty() || !editableRange(At->getSourceRange(), Ctx))
      return std::nullopt;
    const SourceLocation Begin = At->getBeginLoc();
    if (isInBlock(Way)) {
      const auto [Blanks, First] = indentation(Begin, SM);
      F.Edits.push_back(FixItHint::CreateInsertion(
          Begin, joined(Each.Statements, First ? "\n" + Blanks.str() : " ")));
      continue;
    }
    if (!braced(F, Each, *Way.back(), Ctx))
      return std::nullopt;
  }
  if (F.Edits.empty())
    return std::nullopt;
  F.Title = Title.str();
  F.Tier = Tier;
  F.Family = FixFamily::Await;
  return F;
}

std::optional<Fix> waitAlways(const IfStmt &If, const Expr &Wait,
                              const Stmt &Body, StringRef Title,
                              const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const auto *Block = dyn_cast<CompoundStmt>(If.getThen());
  const Stmt *Only =
      Block && Block->size() == 1 ? Block->body_front() : If.getThen();
  llvm::SmallVector<const Stmt *, 16> Way;
  const auto *Value = dyn_cast<Expr>(Only);
  if (!Value || Value->IgnoreUnlessSpelledInSource() != &Wait || If.getElse() ||
      If.hasInitStorage() || If.hasVarStorage() ||
      If.getCond()->HasSideEffects(Ctx) || !findWay(Body, If, Way) ||
      !isInBlock(Way))
    return std::nullopt;
  const auto Before =
      betweenOffsets(If.getBeginLoc(), Only->getBeginLoc(), Ctx);
  if (!Before || losesText(*Before, Ctx) ||
      !editableRange(Only->getSourceRange(), Ctx))
    return std::nullopt;
  Fix F;
  F.Edits.push_back(FixItHint::CreateRemoval(*Before));
  if (Block) {
    const SourceLocation End = Lexer::findLocationAfterToken(
        Only->getEndLoc(), tok::semi, SM, Ctx.getLangOpts(),
        /*SkipTrailingWhitespaceAndNewLine=*/false);
    const auto After =
        End.isValid()
            ? betweenOffsets(End, Block->getRBracLoc().getLocWithOffset(1), Ctx)
            : std::nullopt;
    if (!After || losesText(*After, Ctx))
      return std::nullopt;
    F.Edits.push_back(FixItHint::CreateRemoval(*After));
  }
  F.Title = Title.str();
  F.Tier = FixTier::Suggest;
  F.Family = FixFamily::Await;
  return F;
}

} // namespace holdfast
