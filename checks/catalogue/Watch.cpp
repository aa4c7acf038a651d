// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Watch.h"

namespace holdfast::catalogue {

static thread_local const FileWatcher *CurrentWatcher = nullptr;

void setFileWatcher(const FileWatcher *Watcher) { CurrentWatcher = Watcher; }

void watchFile(llvm::StringRef File) {
  if (CurrentWatcher)
    (*CurrentWatcher)(File);
}

} // namespace holdfast::catalogue
