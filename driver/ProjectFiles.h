// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The configuration that `holdfast init` writes, or adds to.
#pragma once

#include "driver/Project.h"

#include <optional>
#include <string>
#include <vector>

namespace holdfast::driver {

/// What becomes of one file of the user's.
struct FileChange {
  /// Real path.
  std::string File;
  /// nullopt: it is left as it is.
  std::optional<std::string> Text;
  /// For a person, about the file: `written: ...`, `left as it is: ...`.
  std::string Said;
  bool Executable = false;
};

/// nullopt with an empty \p Error: there is no such file.
std::optional<std::string> textOf(const std::string &File, std::string &Error);

/// \p Old, the text of a .clang-tidy, with `holdfast-*` among its checks, and
/// nothing else changed. Empty: \p Error says why that is not possible.
std::string withChecks(llvm::StringRef File, llvm::StringRef Old,
                       std::string &Error);

/// nullopt: the file that is there cannot be read or cannot be added to, and \p
/// Error says why.
std::optional<FileChange> tidyFile(const Project &P, std::string &Error);
std::optional<FileChange> clangdFile(const Project &P, std::string &Error);

/// The job that runs `holdfast check` where the project's other jobs run: one
/// file, and for GitLab the line that includes it.
std::optional<std::vector<FileChange>> ciFiles(const Project &P,
                                               std::string &Error);

} // namespace holdfast::driver
