// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The family "await": the enclosing function waits for the task itself.
#pragma once

#include "fixits/Fix.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace holdfast {

/// `flush();` becomes `co_await flush();`. The caller answers for it that the
/// enclosing function is a coroutine that may await \p Call here.
///
/// nullopt where the text may not be edited, or where \p Call holds a temporary
/// that g++ 12 would destroy twice beside `co_await`.
std::optional<Fix> awaitCall(const clang::Expr &Call, const clang::Stmt &Whole,
                             llvm::StringRef Callee,
                             const clang::ASTContext &Ctx);

/// `std::async(f);` becomes `std::async(f).get();`, by \p Word, the catalogue's
/// text for a wait outside of coroutines with `{h}` for the handle.
/// \p AlreadyWaits: the drop waits at the same place, so that the happy path is
/// unchanged.
std::optional<Fix> blockOnCall(const clang::Expr &Call,
                               const clang::Stmt &Whole, llvm::StringRef Callee,
                               llvm::StringRef Word, llvm::StringRef Header,
                               bool AlreadyWaits, const clang::ASTContext &Ctx);

} // namespace holdfast
