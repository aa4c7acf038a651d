// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "checks/TaskCheck.h"

namespace holdfast {

/// Which loops holdfast-fail-fast-group-in-loop looks at.
enum class FeedingLoops { Off, Endless, All };

/// Finds fail-fast task groups that are fed from a loop which never ends by
/// itself.
///
/// In a fail-fast group the exception of one child cancels its siblings, and
/// whoever feeds the group. That is right for parts of one result, and wrong
/// for a service: one bad connection ends all the others and the accepting
/// loop.
///
/// Reports a task that is given to an owner which the catalogue calls
/// `fail-fast`, inside of
/// - an endless loop (`Loops: endless` and `all`);
/// - a loop that goes on until something outside changes and awaits in between
///   (`all`).
/// With `Loops: off`, which is the default, nothing.
///
/// Does not report:
/// - a group that lives in the loop, or is waited for in it;
/// - a loop that counts or goes over a range;
/// - a child that is seen to keep its exceptions: every `co_await` stands in a
///   `try` that catches all and does not throw again.
class FailFastGroupInLoopCheck : public TaskCheck {
public:
  FailFastGroupInLoopCheck(llvm::StringRef Name,
                           clang::tidy::ClangTidyContext *Context);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void onCall(const clang::Expr &E, const Place &Where) override;

private:
  FeedingLoops Loops;
};

} // namespace holdfast

namespace clang::tidy {

template <> struct OptionEnumMapping<holdfast::FeedingLoops> {
  static llvm::ArrayRef<std::pair<holdfast::FeedingLoops, llvm::StringRef>>
  getEnumMapping();
};

} // namespace clang::tidy
