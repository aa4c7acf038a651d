// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/AdoptIntoGroup.h"

#include "fixits/SourceGuards.h"
#include "fixits/WrapCall.h"

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
  if (StringRef(Owner.Before).contains("co_await") && hasFragileTemporary(Call))
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
  CharSourceRange Tail;     ///< from behind the task to behind the token
};

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
  if (!Opening || !Gap || !Tail || losesText(*Opening, Ctx) ||
      losesText(*Tail, Ctx))
    return std::nullopt;
  return SpawnRanges{*Opening, *Executor, *Gap, *Tail};
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
  const StringRef Gap = Lexer::getSourceText(R->Gap, Ctx.getSourceManager(),
                                             Ctx.getLangOpts());
  const size_t Comma = Gap.find(',');
  if (Comma == StringRef::npos ||
      Gap.take_front(Comma).find_first_not_of(" \t\r\n") != StringRef::npos)
    return std::nullopt;
  const SourceLocation At = R->Gap.getBegin().getLocWithOffset(Comma);
  // `ex, task` has a blank that `spawn( task` must not have.
  const bool Blank = Joint.ends_with("(") && Gap.size() == Comma + 2 &&
                     Gap.back() == ' ';
  Fix F = fixOf(Owner);
  F.Edits.push_back(FixItHint::CreateReplacement(R->Opening, Opening));
  F.Edits.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(At, At.getLocWithOffset(Blank ? 2 : 1)),
      Joint));
  F.Edits.push_back(FixItHint::CreateRemoval(R->Tail));
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
  F.Edits.push_back(FixItHint::CreateRemoval(R->Tail));
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
