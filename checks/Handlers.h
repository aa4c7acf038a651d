// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a completion handler look at the exception that it is given?
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Type.h"

namespace holdfast {

enum class HandlerVerdict {
  /// No callable, or one whose parameters or body cannot be seen.
  Unknown,
  /// It takes a `std::exception_ptr` and uses it.
  Looks,
  /// It takes one and never does; but it does something else.
  Ignores,
  /// It takes one and does nothing at all.
  Empty,
};

/// True for `std::exception_ptr` and references to it.
bool isExceptionPtr(clang::QualType T);

/// Judges a closure, a class with `operator()` or a function of type
/// \p Handler. A parameter counts as the exception if it is a
/// `std::exception_ptr`, or `auto` or a pack in its place: the first. Naming it
/// in a cast to void is no use.
HandlerVerdict judgeHandler(clang::QualType Handler,
                            const clang::ASTContext &Ctx);

} // namespace holdfast
