// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"

#include "llvm/ADT/ArrayRef.h"

#include <map>
#include <string>
#include <vector>

namespace holdfast::driver {

/// The first of \p Files whose content is not what the compiler read; empty:
/// none.
std::string changedSinceRead(llvm::ArrayRef<std::string> Files,
                             const RunResult &Result, Sources &Texts);

/// Replaces each file by its new content. All are written beside the old ones
/// first, with their owner, permissions and attributes; then each takes its
/// place by a rename, headers before sources. Returns what went wrong; then
/// nothing was changed, or the message says what was. A run that is interrupted
/// leaves every file either old or new.
std::string writeFiles(const std::map<std::string, std::string> &Files);

} // namespace holdfast::driver
