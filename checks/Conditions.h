// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a condition in a destructor asks of a handle.
#pragma once

#include "clang/AST/Expr.h"

namespace holdfast {

enum class Test {
  /// Whether there is a handle at all: `if (handle)`, `handle != nullptr`.
  Holds,
  /// `handle.done()`, and its opposite.
  Done,
  NotDone,
  /// Something that is decided at run time.
  Open,
};

Test testOf(const clang::Expr *Condition);

/// True for the opposite of Holds: `!handle`, `handle == nullptr`.
bool isNullTest(const clang::Expr *Condition);

} // namespace holdfast
