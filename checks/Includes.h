// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The includes and other edits that several fixes of one translation unit need,
// shared by its checks so that none is made twice.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

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

  Includes(const clang::Preprocessor &PP, bool SelfContained);

  /// The edit that includes \p Header, in angle brackets, in the file of
  /// \p Loc; nullopt where the file has it already. For the fix of a warning,
  /// \p Alone false, an edit is given once per file: clang-tidy applies all of
  /// them. The fix of a note is always applied alone.
  ///
  /// It never stands before an include that may bring the library with the
  /// namespaces \p Roots, on which the header may depend: one that the file
  /// configures, or another of the same name.
  std::optional<clang::FixItHint> add(clang::SourceLocation Loc,
                                      llvm::StringRef Header,
                                      llvm::ArrayRef<std::string> Roots,
                                      bool Alone,
                                      const clang::SourceManager &SM);

  /// True if a fix carries the shared edit at \p At: no earlier one has it. For
  /// \p Alone as above.
  bool carries(clang::SourceLocation At, bool Alone);
  /// True if a fix of a warning at \p Loc may lean on an edit of another one.
  bool mayShare(clang::SourceLocation Loc,
                const clang::SourceManager &SM) const;

private:
  bool SelfContained;
  clang::LangOptions Lang;
  llvm::DenseSet<clang::SourceLocation> Carried;
  llvm::DenseMap<clang::FileID, llvm::StringSet<>> Given;
};

} // namespace holdfast
