// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A coroutine that is a lambda reads its captures from the closure, and its
// parameters from its own frame.
#pragma once

#include "fixits/Fix.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace holdfast {

/// `[name]() -> task<> {...}();` becomes
/// `co_await [](auto name) -> task<> {...}(name);`. \p Call calls \p Lambda,
/// and the enclosing coroutine may await it.
///
/// nullopt where the lambda has parameters of its own or a default capture,
/// where it captures `this`, an array, a pack or what is a temporary that g++
/// 12 would destroy twice beside `co_await`, and where the text may not be
/// edited.
std::optional<Fix> awaitWithCaptures(const clang::CXXOperatorCallExpr &Call,
                                     const clang::LambdaExpr &Lambda,
                                     const clang::Stmt &Whole,
                                     const clang::ASTContext &Ctx);

} // namespace holdfast
