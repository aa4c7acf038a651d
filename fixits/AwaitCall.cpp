// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/AwaitCall.h"

#include "fixits/SourceGuards.h"
#include "fixits/WrapCall.h"

#include <fmt/format.h>

using namespace clang;

namespace holdfast {

std::optional<Fix> awaitCall(const Expr &Call, const Stmt &Whole,
                             StringRef Callee, const ASTContext &Ctx) {
  if (hasFragileTemporary(Call))
    return std::nullopt;
  auto Edits =
      wrapCall(Call, Whole, "co_await ", "", /*Parenthesise=*/true, Ctx);
  if (!Edits)
    return std::nullopt;
  Fix F;
  F.Title = fmt::format("await '{}'", Callee.str());
  F.Tier = FixTier::Suggest;
  F.Family = FixFamily::Await;
  F.Edits = std::move(*Edits);
  return F;
}

std::optional<Fix> blockOnCall(const Expr &Call, const Stmt &Whole,
                               StringRef Callee, StringRef Word,
                               StringRef Header, bool AlreadyWaits,
                               const ASTContext &Ctx) {
  const auto [Before, After] = Word.split("{h}");
  // A member call binds to the last operand of an operator.
  if (Before.empty() && needsParentheses(Call))
    return std::nullopt;
  auto Edits = wrapCall(Call, Whole, Before, After, false, Ctx);
  if (!Edits)
    return std::nullopt;
  Fix F;
  F.Title = fmt::format("wait for '{}' and hear of its error", Callee.str());
  F.Tier = AlreadyWaits ? FixTier::Safe : FixTier::Suggest;
  F.Family = FixFamily::Await;
  F.Edits = std::move(*Edits);
  F.Include = Header.str();
  return F;
}

} // namespace holdfast
