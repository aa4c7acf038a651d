// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The includes that fixes add, shared by the checks of one translation unit so
// that two of them do not add one header twice.
#pragma once

#include "clang-tidy/utils/IncludeInserter.h"
#include "clang/Basic/SourceManager.h"

#include <memory>
#include <optional>

namespace holdfast {

class Includes {
public:
  /// The includes of the unit that \p PP reads, which all checks share while
  /// one of them holds the result. \p SelfContained: every warning carries its
  /// own include, because its fix may be applied alone (clangd, the driver).
  static std::shared_ptr<Includes> of(clang::Preprocessor &PP,
                                      bool SelfContained);

  Includes(clang::Preprocessor &PP, bool SelfContained);

  /// The edit that includes \p Header, in angle brackets, in the file of
  /// \p Loc; nullopt where the file has it already. For the fix of a warning,
  /// \p Alone false, an edit is given once per file: clang-tidy applies all of
  /// them. The fix of a note is always applied alone.
  std::optional<clang::FixItHint> add(clang::SourceLocation Loc,
                                      llvm::StringRef Header, bool Alone,
                                      const clang::SourceManager &SM);

private:
  clang::tidy::utils::IncludeInserter Once;
  clang::tidy::utils::IncludeInserter Each;
};

} // namespace holdfast
