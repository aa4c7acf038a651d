// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "checks/TaskCheck.h"

namespace holdfast {

/// Which loops holdfast-swallowed-cancellation looks at.
enum class CatchingLoops { Off, Endless };

/// Finds coroutines that catch their own cancellation and go on.
///
/// A library that cancels a coroutine by an exception from `co_await` counts on
/// that exception to end it. A loop that catches it and awaits again cannot be
/// cancelled; where every further `co_await` throws at once, it spins.
///
/// Reports a handler that
/// - belongs to a `try` with a `co_await` in it, inside of an endless loop of a
///   coroutine whose library throws on cancellation, as the catalogue says;
/// - is the first one that the exception fits: `catch (...)`, the exception
///   itself or a base of it;
/// - does not leave, and asks for nothing that could mean a cancellation.
/// With `Loops: off`, which is the default, nothing.
///
/// Does not report:
/// - a loop that awaits outside of the `try` as well: there the next
///   cancellation gets through;
/// - a loop with an end of its own, or one that may be left outside of the
///   `try` or before its first `co_await`;
/// - a loop or handler that names something with `cancel`, `stop`, `close` or
///   the like in it;
/// - coroutines of libraries that cancel by destroying the frame.
class SwallowedCancellationCheck : public TaskCheck {
public:
  SwallowedCancellationCheck(llvm::StringRef Name,
                             clang::tidy::ClangTidyContext *Context);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void onTry(const clang::CXXTryStmt &S, const Place &Where) override;

private:
  CatchingLoops Loops;
};

} // namespace holdfast

namespace clang::tidy {

template <> struct OptionEnumMapping<holdfast::CatchingLoops> {
  static llvm::ArrayRef<std::pair<holdfast::CatchingLoops, llvm::StringRef>>
  getEnumMapping();
};

} // namespace clang::tidy
