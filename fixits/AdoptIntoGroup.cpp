// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/AdoptIntoGroup.h"

#include "fixits/SourceGuards.h"
#include "fixits/WrapCall.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

static Fix fixOf(const OwnerText &Owner) {
  Fix F;
  F.Title = Owner.Title;
  F.Tier = Owner.Tier;
  F.Family = Owner.Family;
  F.Include = Owner.Header;
  return F;
}

std::optional<Fix> adoptHandle(const Expr &Call, const Stmt &Whole,
                               const OwnerText &Owner, const ASTContext &Ctx) {
  if ((StringRef(Owner.Before).contains("co_await") || awaits(&Call)) &&
      hasFragileTemporary(Call))
    return std::nullopt;
  auto Edits = wrapCall(Call, Whole, Owner.Before, Owner.After, false, Ctx);
  if (!Edits)
    return std::nullopt;
  Fix F = fixOf(Owner);
  F.Edits = std::move(*Edits);
  return F;
}

namespace {

/// The ranges of a spawn that fixes edit, each of them free of comments.
struct SpawnRanges {
  CharSourceRange Opening;  ///< `co_spawn(`, up to the executor
  CharSourceRange Executor; ///< `ex`
  CharSourceRange Gap;      ///< from behind the executor to the task
  /// What goes behind the task: all up to the end of the token, or, where that
  /// would take a comment along, all but the comment.
  llvm::SmallVector<FixItHint, 2> Tail;
};

/// The comma behind an argument, if nothing but blanks is before it.
std::optional<CharSourceRange> leadingComma(CharSourceRange Gap,
                                            const ASTContext &Ctx) {
  const StringRef Text =
      Lexer::getSourceText(Gap, Ctx.getSourceManager(), Ctx.getLangOpts());
  const size_t At = Text.find_first_not_of(" \t\r\n");
  if (At == StringRef::npos || Text[At] != ',')
    return std::nullopt;
  const SourceLocation Comma = Gap.getBegin().getLocWithOffset(At);
  return CharSourceRange::getCharRange(Comma, Comma.getLocWithOffset(1));
}

/// What goes around a comment between the task and the token, in \p Tail: the
/// comma, and the token with the blanks in front of it. A comment that ends its
/// line gets behind the call: `ping(), // why`, `detached);` becomes
/// `ping()); // why`. Empty where that cannot be.
llvm::SmallVector<FixItHint, 2> aroundComment(CharSourceRange Tail,
                                              CharSourceRange Token,
                                              CharSourceRange Call,
                                              const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const auto Comma = leadingComma(Tail, Ctx);
  if (!Comma || losesText(Token, Ctx))
    return {};
  const StringRef Kept = Lexer::getSourceText(
      CharSourceRange::getCharRange(Comma->getEnd(), Token.getBegin()), SM,
      Ctx.getLangOpts());
  const StringRef Text = Kept.rtrim();
  const SourceLocation End = Comma->getEnd().getLocWithOffset(Text.size());
  const bool EndsItsLine = Kept.drop_front(Text.size()).contains('\n');
  if (!EndsItsLine)
    return {FixItHint::CreateRemoval(*Comma),
            FixItHint::CreateRemoval(
                CharSourceRange::getCharRange(End, Token.getEnd()))};
  const SourceLocation Semicolon = Lexer::findLocationAfterToken(
      Call.getEnd().getLocWithOffset(-1), tok::semi, SM, Ctx.getLangOpts(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (Text.contains('\n') || Semicolon.isInvalid() ||
      losesText(CharSourceRange::getCharRange(Token.getEnd(), Semicolon), Ctx))
    return {FixItHint::CreateRemoval(*Comma), FixItHint::CreateRemoval(Token)};
  return {
      FixItHint::CreateReplacement(*Comma, ");"),
      FixItHint::CreateRemoval(CharSourceRange::getCharRange(End, Semicolon))};
}

std::optional<SpawnRanges> rangesOf(const SpawnParts &P,
                                    const ASTContext &Ctx) {
  const auto Whole = editableRange(P.Call->getSourceRange(), Ctx);
  const auto Executor = editableRange(P.Executor->getSourceRange(), Ctx);
  const auto Task = editableRange(P.Task->getSourceRange(), Ctx);
  const auto Tok = editableRange(P.Token->getSourceRange(), Ctx);
  if (!Whole || !Executor || !Task || !Tok)
    return std::nullopt;
  const auto Opening =
      betweenOffsets(Whole->getBegin(), Executor->getBegin(), Ctx);
  const auto Gap = betweenOffsets(Executor->getEnd(), Task->getBegin(), Ctx);
  const auto Tail = betweenOffsets(Task->getEnd(), Tok->getEnd(), Ctx);
  if (!Opening || !Gap || !Tail || losesText(*Opening, Ctx))
    return std::nullopt;
  SpawnRanges R{*Opening, *Executor, *Gap, {}};
  if (P.Token == P.Task)
    return R;
  R.Tail =
      losesText(*Tail, Ctx)
          ? aroundComment(*Tail, *Tok, *Whole, Ctx)
          : llvm::SmallVector<FixItHint, 2>{FixItHint::CreateRemoval(*Tail)};
  if (R.Tail.empty())
    return std::nullopt;
  return R;
}

} // namespace

std::optional<Fix> adoptSpawnKeepingExecutor(const SpawnParts &Parts,
                                             StringRef Opening, StringRef Joint,
                                             const OwnerText &Owner,
                                             const ASTContext &Ctx) {
  const auto R = rangesOf(Parts, Ctx);
  if (!R)
    return std::nullopt;
  // Only the comma goes: a comment or a line break beside it stays.
  const auto Comma = leadingComma(R->Gap, Ctx);
  if (!Comma)
    return std::nullopt;
  // `ex, task` has a blank that `spawn( task` must not have.
  const StringRef Gap =
      Lexer::getSourceText(R->Gap, Ctx.getSourceManager(), Ctx.getLangOpts());
  const bool Blank = Joint.ends_with("(") && Gap == ", ";
  Fix F = fixOf(Owner);
  // A context is not copied; an executor is, also where it is a constant.
  const bool Refers = Parts.Executor->isLValue() &&
                      !Parts.Executor->getType().isConstQualified();
  if (Parts.ExecutorName.empty())
    F.Edits.push_back(FixItHint::CreateReplacement(R->Opening, Opening));
  else
    F.Edits.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(R->Opening.getBegin(),
                                      R->Executor.getEnd()),
        fmt::format("auto {4}{0} = {1};\n{2}{3}{0}", Parts.ExecutorName.str(),
                    sourceText(Parts.Executor->getSourceRange(), Ctx).str(),
                    Lexer::getIndentationForLine(R->Opening.getBegin(),
                                                 Ctx.getSourceManager())
                        .str(),
                    Opening.str(), Refers ? "&" : "")));
  F.Edits.push_back(
      FixItHint::CreateReplacement(Blank ? R->Gap : *Comma, Joint));
  F.Edits.append(R->Tail.begin(), R->Tail.end());
  return F;
}

std::optional<Fix> adoptSpawnDroppingExecutor(const SpawnParts &Parts,
                                              const OwnerText &Owner,
                                              const ASTContext &Ctx) {
  const auto R = rangesOf(Parts, Ctx);
  if (!R || losesText(R->Gap, Ctx))
    return std::nullopt;
  Fix F = fixOf(Owner);
  F.Edits.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(R->Opening.getBegin(), R->Gap.getEnd()),
      Owner.Before));
  F.Edits.append(R->Tail.begin(), R->Tail.end());
  return F;
}

std::optional<Fix> replaceToken(const Expr &Token, StringRef Text,
                                StringRef Title, StringRef Header,
                                const ASTContext &Ctx) {
  const auto Range = editableRange(Token.getSourceRange(), Ctx);
  if (!Range || losesText(*Range, Ctx))
    return std::nullopt;
  Fix F;
  F.Title = Title.str();
  F.Tier = FixTier::Suggest;
  F.Family = FixFamily::Report;
  F.Include = Header.str();
  F.Edits.push_back(FixItHint::CreateReplacement(*Range, Text));
  return F;
}

} // namespace holdfast
