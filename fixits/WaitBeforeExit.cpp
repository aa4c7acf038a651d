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

/// `}`: the text goes on a line of its own above it, as far in as the statement
/// before.
static std::optional<FixItHint>
beforeBrace(const CompoundStmt &Block, StringRef Text, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Brace = Block.getRBracLoc();
  if (!editableRange(SourceRange(Brace), Ctx) || Block.body_empty())
    return std::nullopt;
  const SourceLocation Last = Block.body_back()->getBeginLoc();
  const auto [Outer, First] = indentation(Brace, SM);
  if (!First)
    return FixItHint::CreateInsertion(Brace, (Text + " ").str());
  if (!Last.isFileID() || SM.getFileID(Last) != SM.getFileID(Brace))
    return std::nullopt;
  const StringRef Inner = indentation(Last, SM).first;
  if (!Inner.starts_with(Outer))
    return std::nullopt;
  // The brace's own blanks stand in front of the new line already.
  return FixItHint::CreateInsertion(
      Brace, (Inner.drop_front(Outer.size()) + Text + "\n" + Outer).str());
}

std::optional<Fix> waitBeforeExits(ArrayRef<const Stmt *> Exits,
                                   const Stmt &Body, StringRef Text,
                                   StringRef Title, FixTier Tier,
                                   const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  Fix F;
  for (const Stmt *At : Exits) {
    llvm::SmallVector<const Stmt *, 16> Way;
    if (!findWay(Body, *At, Way) ||
        llvm::any_of(Way, [](const Stmt *S) { return isa<CXXCatchStmt>(S); }))
      return std::nullopt;
    if (const auto *Block = dyn_cast<CompoundStmt>(At)) {
      auto Edit = beforeBrace(*Block, Text, Ctx);
      if (!Edit)
        return std::nullopt;
      F.Edits.push_back(std::move(*Edit));
      continue;
    }
    if (Way.empty() || !editableRange(At->getSourceRange(), Ctx))
      return std::nullopt;
    const SourceLocation Begin = At->getBeginLoc();
    if (isa<CompoundStmt>(Way.back())) {
      const auto [Blanks, First] = indentation(Begin, SM);
      F.Edits.push_back(FixItHint::CreateInsertion(
          Begin, First ? (Text + "\n" + Blanks).str() : (Text + " ").str()));
      continue;
    }
    if (!isa<IfStmt, ForStmt, WhileStmt, CXXForRangeStmt>(Way.back()))
      return std::nullopt;
    const SourceLocation End = Lexer::findLocationAfterToken(
        At->getEndLoc(), tok::semi, SM, Ctx.getLangOpts(),
        /*SkipTrailingWhitespaceAndNewLine=*/false);
    if (End.isInvalid())
      return std::nullopt;
    F.Edits.push_back(
        FixItHint::CreateInsertion(Begin, ("{ " + Text + " ").str()));
    F.Edits.push_back(FixItHint::CreateInsertion(End, " }"));
  }
  if (F.Edits.empty())
    return std::nullopt;
  F.Title = Title.str();
  F.Tier = Tier;
  F.Family = FixFamily::Await;
  return F;
}

} // namespace holdfast
