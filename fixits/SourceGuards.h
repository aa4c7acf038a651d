// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one answer to "may this text be edited?".
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceLocation.h"

#include <optional>

namespace holdfast {

/// The characters of the tokens from \p First to \p Last, if every one of them
/// is written in one file that is the user's own: not in a macro's body, not
/// assembled from an argument and a body, not in a system header. nullopt
/// otherwise, which means: no fix.
std::optional<clang::CharSourceRange>
editableRange(clang::SourceRange Tokens, const clang::ASTContext &Ctx);

/// The characters between two positions in one file, where \p End is the first
/// one not included. nullopt if they are not in one file in this order.
std::optional<clang::CharSourceRange>
betweenOffsets(clang::SourceLocation Begin, clang::SourceLocation End,
               const clang::ASTContext &Ctx);

/// True if removing \p Range would remove a comment, or a preprocessor line.
bool losesText(clang::CharSourceRange Range, const clang::ASTContext &Ctx);

/// True if \p E holds a closure with captures, or an aggregate, that is a
/// temporary: with g++ 12, `co_await` in the same full-expression destroys it
/// twice (GCC PR 99576).
bool hasFragileTemporary(const clang::Expr &E);

/// True if \p E awaits something, closures within left aside.
bool awaits(const clang::Expr *E);

/// True if a unary operator in front of \p E would not take all of it, so that
/// parentheses are needed.
bool needsParentheses(const clang::Expr &E);

/// The source text of \p E as written.
llvm::StringRef sourceText(clang::SourceRange Tokens,
                           const clang::ASTContext &Ctx);

} // namespace holdfast
