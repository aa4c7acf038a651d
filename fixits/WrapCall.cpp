// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/WrapCall.h"

#include "fixits/SourceGuards.h"

#include "clang/AST/Stmt.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace holdfast {

std::optional<llvm::SmallVector<FixItHint, 4>>
wrapCall(const Expr &Call, const Stmt &Whole, StringRef Before, StringRef After,
         bool Parenthesise, const ASTContext &Ctx) {
  const auto Inner = editableRange(Call.getSourceRange(), Ctx);
  // A declaration's range ends in its semicolon, which stays.
  SourceRange Tokens = Whole.getSourceRange();
  if (const auto *Declared = dyn_cast<DeclStmt>(&Whole)) {
    if (!Declared->isSingleDecl())
      return std::nullopt;
    Tokens.setEnd(Call.getEndLoc());
  }
  const auto Outer = editableRange(Tokens, Ctx);
  if (!Inner || !Outer)
    return std::nullopt;
  const auto Front = betweenOffsets(Outer->getBegin(), Inner->getBegin(), Ctx);
  const auto Back = betweenOffsets(Inner->getEnd(), Outer->getEnd(), Ctx);
  if (!Front || !Back || losesText(*Front, Ctx) || losesText(*Back, Ctx))
    return std::nullopt;

  const bool Wrap = Parenthesise && needsParentheses(Call);
  const std::string Opening = Before.str() + (Wrap ? "(" : "");
  const std::string Closing = (Wrap ? ")" : "") + After.str();
  llvm::SmallVector<FixItHint, 4> Edits;
  if (Front->getBegin() == Front->getEnd())
    Edits.push_back(FixItHint::CreateInsertion(Front->getBegin(), Opening));
  else
    Edits.push_back(FixItHint::CreateReplacement(*Front, Opening));
  if (Back->getBegin() != Back->getEnd())
    Edits.push_back(FixItHint::CreateReplacement(*Back, Closing));
  else if (!Closing.empty())
    Edits.push_back(FixItHint::CreateInsertion(Back->getBegin(), Closing));
  return Edits;
}

} // namespace holdfast
