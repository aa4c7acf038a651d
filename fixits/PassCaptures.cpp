// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/PassCaptures.h"

#include "fixits/SourceGuards.h"
#include "fixits/WrapCall.h"

#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace holdfast {

/// A capture as a parameter, `auto name`, and as its argument.
static std::optional<std::pair<std::string, std::string>>
passed(const LambdaCapture &C, const Expr &Init, const ASTContext &Ctx) {
  const auto *Var =
      C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
  if (!Var || C.isImplicit() || C.isPackExpansion() ||
      Var->getType().getNonReferenceType()->isArrayType())
    return std::nullopt;
  const bool ByReference = C.getCaptureKind() == LCK_ByRef;
  const std::string Name = Var->getName().str();
  std::string Argument = Name;
  if (Var->isInitCapture()) {
    const Expr *Given = Var->getInit()->IgnoreUnlessSpelledInSource();
    if (ByReference || isa<InitListExpr, ParenListExpr>(Given) ||
        hasFragileTemporary(Init) ||
        !editableRange(Given->getSourceRange(), Ctx))
      return std::nullopt;
    Argument = sourceText(Given->getSourceRange(), Ctx).str();
  }
  return std::pair((ByReference ? "auto &" : "auto ") + Name, Argument);
}

/// What stands between two brackets.
static std::optional<CharSourceRange> inside(SourceRange Brackets,
                                             const ASTContext &Ctx) {
  const auto All = editableRange(Brackets, Ctx);
  if (!All || losesText(*All, Ctx))
    return std::nullopt;
  return CharSourceRange::getCharRange(All->getBegin().getLocWithOffset(1),
                                       All->getEnd().getLocWithOffset(-1));
}

std::optional<Fix> awaitWithCaptures(const CXXOperatorCallExpr &Call,
                                     const LambdaExpr &Lambda,
                                     const Stmt &Whole, const ASTContext &Ctx) {
  const FunctionTypeLoc Type = Lambda.getCallOperator()->getFunctionTypeLoc();
  if (!Lambda.hasExplicitParameters() || Lambda.isGenericLambda() || !Type ||
      Type.getNumParams() != 0 || Call.getNumArgs() != 1 ||
      Lambda.getCaptureDefault() != LCD_None)
    return std::nullopt;
  std::string Parameters, Arguments;
  auto Init = Lambda.capture_init_begin();
  for (const LambdaCapture &C : Lambda.captures()) {
    const auto P = passed(C, **Init++, Ctx);
    if (!P)
      return std::nullopt;
    Parameters += (Parameters.empty() ? "" : ", ") + P->first;
    Arguments += (Arguments.empty() ? "" : ", ") + P->second;
  }
  const auto Captures = inside(Lambda.getIntroducerRange(), Ctx);
  const auto Declared = inside(Type.getParensRange(), Ctx);
  const auto Given = editableRange(Call.getRParenLoc(), Ctx);
  auto Edits = wrapCall(Call, Whole, "co_await ", "", false, Ctx);
  if (!Captures || !Declared || !Given || !Edits)
    return std::nullopt;
  Fix F;
  F.Title = "await it, with its captures as parameters";
  F.Tier = FixTier::Suggest;
  F.Family = FixFamily::Await;
  F.Edits = std::move(*Edits);
  F.Edits.push_back(FixItHint::CreateRemoval(*Captures));
  F.Edits.push_back(FixItHint::CreateReplacement(*Declared, Parameters));
  F.Edits.push_back(FixItHint::CreateInsertion(Given->getBegin(), Arguments));
  return F;
}

} // namespace holdfast
