// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a piece of work keeps a reference to without owning it. Work that nobody
// owns may still run when those objects are gone.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

#include <string>
#include <vector>

namespace holdfast {

/// What \p Work, the task, callable or thread that is started, borrows: `this`,
/// objects bound to reference parameters, pointers and views of local objects,
/// reference captures, and every capture of a closure that dies before its own
/// coroutine. Each is described as a message shows it: `'socket' (reference)`.
/// Objects of static storage are left out; so is what cannot be seen.
std::vector<std::string> borrowsOf(const clang::Expr &Work);

/// What the coroutine that \p Closure is borrows when it is called: the same
/// for its captures. \p ClosureDies: it does so before the coroutine has ended.
std::vector<std::string> closureBorrows(const clang::CXXRecordDecl &Closure,
                                        bool ClosureDies);

/// `; it borrows 'this', 'socket' (reference) and may outlive them`, or
/// nothing.
std::string borrowText(const std::vector<std::string> &Borrows);

} // namespace holdfast
