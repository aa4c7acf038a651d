// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/StringRef.h"

#include <functional>

namespace holdfast::catalogue {

/// Told the path of each file on which the rows of a translation unit depend,
/// whether it is there or not.
using FileWatcher = std::function<void(llvm::StringRef File)>;

/// Who is told on this thread from now on; nullptr: nobody.
void setFileWatcher(const FileWatcher *Watcher);

/// Tells them.
void watchFile(llvm::StringRef File);

} // namespace holdfast::catalogue
