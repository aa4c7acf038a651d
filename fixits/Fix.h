// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fix: some edits that are made together or not at all.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace holdfast {

/// How far a fix may change the program. docs/fix-safety.md has a row for each
/// fix.
enum class FixTier {
  /// The happy path is unchanged.
  Safe,
  /// Order, concurrency or lifetime change.
  Suggest,
  /// Text for a person to copy; never applied.
  Display,
};

/// Who owns the task afterwards.
enum class FixFamily {
  /// The enclosing function waits for it.
  Await,
  /// A task group owns it.
  Group,
  /// A set that forgets the task when it is done owns it.
  TrackedSet,
  /// Nobody, but its error is heard of.
  Report,
};

/// `safe`, `suggest`, `display`.
llvm::StringRef spelling(FixTier T);
/// `await`, `group`, `tracked-set`, `report`.
llvm::StringRef spelling(FixFamily F);
std::optional<FixTier> parseFixTier(llvm::StringRef Word);

struct Fix {
  /// In the imperative, lower case, without a full stop: the name of the quick
  /// fix in an editor.
  std::string Title;
  FixTier Tier = FixTier::Suggest;
  FixFamily Family = FixFamily::Await;
  llvm::SmallVector<clang::FixItHint, 4> Edits;
  /// Edits that other fixes of the unit may need as well, such as a new member:
  /// each is made once.
  llvm::SmallVector<clang::FixItHint, 1> Shared;
  /// A header that the new text needs, in angle brackets, or empty.
  std::string Include;
  /// A place in the file that is to include it; invalid: the finding's.
  clang::SourceLocation IncludeAt;
};

/// In words, where no edit is right: what a person would do.
Fix advice(llvm::StringRef Text);

} // namespace holdfast
