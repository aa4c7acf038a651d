// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"

#include "llvm/ADT/ArrayRef.h"

#include <map>
#include <string>
#include <vector>

namespace holdfast::driver {

/// Files of \p Files that git knows and that differ from its last commit.
/// Empty as well where there is no git, or no repository.
std::vector<std::string> dirtyFiles(llvm::ArrayRef<std::string> Files);

/// The first of \p Files whose content is not what the compiler read; empty:
/// none.
std::string changedSinceRead(llvm::ArrayRef<std::string> Files,
                             const RunResult &Result, Sources &Texts);

/// Replaces each file by its new content: all are written beside the old ones
/// first, then each takes its place by a rename, with the old one's
/// permissions. Returns what went wrong; then nothing was changed, or the
/// message says what was.
std::string writeFiles(const std::map<std::string, std::string> &Files);

} // namespace holdfast::driver
