// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a class tells about itself where no row of the catalogue speaks of it: a
// coroutine type by its promise and its destructor, a sender by its concept.
#pragma once

#include "checks/Members.h"
#include "checks/catalogue/Facts.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

#include <optional>

namespace holdfast {

struct CoroutineFacts {
  Start Starts = Start::Unknown;
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
  /// Runs by itself and leaves nothing to hold or to await.
  bool FireAndForget = false;
};

/// The facts of \p R as a coroutine return type. nullopt if it is none, or one
/// that is no task:
/// - a generator: its promise yields, and it has `begin` and `end`, it gives
///   values by a call, or it cannot be awaited or is called a generator;
/// - a value: a coroutine that runs at once and leaves no reference to itself,
///   as in `std::expected` with a promise for its error handling.
///
/// What is not seen, or decided at run time, stays Unknown: a suspension that
/// depends on a value, a destructor in another file, a count of shares.
std::optional<CoroutineFacts> inferCoroutine(const clang::CXXRecordDecl &R,
                                             clang::ASTContext &Ctx);

/// True if \p R is a sender by concept: it has a member type `sender_concept`,
/// the older `is_sender`, or, as in libunifex, `value_types`, `error_types` and
/// `sends_done`.
bool isSender(const clang::CXXRecordDecl &R);

/// True if the promise of the coroutine type \p R has `await_transform`, and so
/// decides for itself what can be awaited; also true where no promise is found.
bool promiseTransformsAwait(const clang::CXXRecordDecl &R,
                            clang::ASTContext &Ctx);

} // namespace holdfast
