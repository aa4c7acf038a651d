// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits that leave a call as it is written and put text around it.
#pragma once

#include "fixits/Fix.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace holdfast {

/// Puts \p Before in front of \p Call and \p After behind it, and takes away
/// what \p Whole has around it: `(void)`, `std::ignore =`, `auto _ =`. With
/// \p Parenthesise, an operator's operands are put into parentheses first.
///
/// nullopt where some token of \p Whole may not be edited or a comment would be
/// lost.
std::optional<llvm::SmallVector<clang::FixItHint, 4>>
wrapCall(const clang::Expr &Call, const clang::Stmt &Whole,
         llvm::StringRef Before, llvm::StringRef After, bool Parenthesise,
         const clang::ASTContext &Ctx);

} // namespace holdfast
