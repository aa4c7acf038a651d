// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// When a coroutine begins to run, as its promise and the awaiters say.
#pragma once

#include "clang/AST/DeclCXX.h"

namespace holdfast {

/// What a coroutine does where its promise is asked.
enum class Suspension {
  Unknown,
  /// Goes on without a stop.
  Never,
  /// Stops, and nobody but the handle can go on with it.
  Always,
  /// Stops, and its awaiter hands it to somebody who goes on with it.
  Elsewhere,
};

/// What `initial_suspend` or `final_suspend`, \p Name, of \p Promise makes the
/// coroutine type \p R do.
Suspension suspension(const clang::CXXRecordDecl &R,
                      const clang::CXXRecordDecl &Promise,
                      llvm::StringRef Name);

/// True if making an object of \p R starts the coroutine: its
/// `get_return_object` or its constructor resumes or queues it.
bool startsOnReturn(const clang::CXXRecordDecl &R,
                    const clang::CXXRecordDecl &Promise);

} // namespace holdfast
