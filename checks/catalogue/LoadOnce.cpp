// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/LoadOnce.h"

#include "checks/catalogue/Watch.h"

#include "llvm/Support/FileSystem.h"

#include <map>
#include <mutex>

namespace holdfast::catalogue {

Loaded loadOnce(const std::vector<std::string> &Files) {
  if (Files.empty())
    return {Catalogue::builtIn(), {}};
  // A long-lived clangd must see an edited file, so the key holds what tells
  // that a file has changed.
  std::string Key;
  for (const std::string &File : Files) {
    llvm::sys::fs::file_status Status;
    watchFile(File);
    // A file that cannot be read has an error of its own when it is loaded.
    (void)llvm::sys::fs::status(File, Status);
    Key += File + '\0' + std::to_string(Status.getSize()) + '\0' +
           std::to_string(
               Status.getLastModificationTime().time_since_epoch().count());
  }
  static std::mutex Guard;
  static std::map<std::string, Loaded> Cache;
  const std::scoped_lock Lock(Guard);
  const auto [It, New] = Cache.try_emplace(Key);
  if (New)
    It->second.Rows = Catalogue::load(Files, It->second.Errors);
  return It->second;
}

} // namespace holdfast::catalogue
