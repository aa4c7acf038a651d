// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/JoinCalls.h"

#include "fixits/SourceGuards.h"

#include "clang/Lex/Lexer.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

std::optional<Fix> joinCalls(llvm::ArrayRef<const Stmt *> Statements,
                             llvm::ArrayRef<const Expr *> Calls, StringRef Word,
                             StringRef Using, StringRef Title,
                             const ASTContext &Ctx) {
  const auto [Before, Rest] = Word.split("{h}");
  const auto [Joint, After] = Rest.split("{h}");
  const SourceRange Tokens(Statements.front()->getBeginLoc(),
                           Calls.back()->getEndLoc());
  const auto All = editableRange(Tokens, Ctx);
  if (!All)
    return std::nullopt;

  std::string Text;
  SourceLocation Done = All->getBegin();
  for (const Expr *Call : Calls) {
    const auto Own = editableRange(Call->getSourceRange(), Ctx);
    // `auto a =` in front of a call, and the semicolon of the one before.
    const auto Gap =
        Own ? betweenOffsets(Done, Own->getBegin(), Ctx) : std::nullopt;
    if (!Gap || losesText(*Gap, Ctx) || hasFragileTemporary(*Call))
      return std::nullopt;
    Text += Text.empty() ? Before : Joint;
    Text += sourceText(Call->getSourceRange(), Ctx);
    Done = Own->getEnd();
  }

  std::string Opening;
  if (!Using.empty())
    Opening = fmt::format(
        "using namespace {};\n{}", Using.str(),
        Lexer::getIndentationForLine(All->getBegin(), Ctx.getSourceManager())
            .str());
  Fix F;
  F.Title = Title.str();
  F.Tier = FixTier::Suggest;
  F.Family = FixFamily::Await;
  F.Edits.push_back(FixItHint::CreateReplacement(
      *All, fmt::format("{}co_await {}{}", Opening, Text, After.str())));
  return F;
}

} // namespace holdfast
