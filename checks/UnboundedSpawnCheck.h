// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "checks/TaskCheck.h"

namespace holdfast {

/// Which loops holdfast-unbounded-spawn looks at.
enum class SpawningLoops { Off, Periodic, All };

/// Finds loops that start work at their own pace, with nothing that would hold
/// them back.
///
/// When the work is slower than the period, tasks pile up, each with its memory
/// and its connection, until something breaks.
///
/// Reports a spawn whose end the loop does not wait for, in a loop that goes on
/// until it is told to stop and
/// - waits for a timer in each turn (`Loops: periodic` and `all`);
/// - waits for the next connection in each turn (`all`).
/// With `Loops: off`, which is the default, nothing.
///
/// Does not report:
/// - a spawn under a condition other than "no error", or in a loop with a
///   `continue`;
/// - a loop that waits for anything else: that may be what holds it back;
/// - a loop, or a body of what is spawned, that names something with `limit`,
///   `max`, `count`, `size`, `semaphore`, `busy` or the like in it.
class UnboundedSpawnCheck : public TaskCheck {
public:
  UnboundedSpawnCheck(llvm::StringRef Name,
                      clang::tidy::ClangTidyContext *Context);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void onCall(const clang::Expr &E, const Place &Where) override;

private:
  /// What \p Call starts and nobody here waits for; nullopt if it starts
  /// nothing. The expression may be missing.
  struct Started {
    const clang::Expr *Work = nullptr;
    std::string Library;
  };
  std::optional<Started> started(const clang::CallExpr &Call);

  SpawningLoops Loops;
};

} // namespace holdfast

namespace clang::tidy {

template <> struct OptionEnumMapping<holdfast::SpawningLoops> {
  static llvm::ArrayRef<std::pair<holdfast::SpawningLoops, llvm::StringRef>>
  getEnumMapping();
};

} // namespace clang::tidy
