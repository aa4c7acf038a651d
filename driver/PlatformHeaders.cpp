// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/PlatformHeaders.h"

#include "clang/Basic/FileManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

/// Headers that only a standard library has: libstdc++, of which some depend on
/// the target and have a folder of their own, libc++ and Microsoft's.
static constexpr llvm::StringLiteral Marks[] = {
    "bits/stl_vector.h", "bits/c++config.h", "__config", "__config_site",
    "yvals_core.h"};

PlatformHeaders::PlatformHeaders(clang::HeaderSearch &Search) {
  Folders.push_back(Search.getHeaderSearchOpts().ResourceDir + "/");
  llvm::vfs::FileSystem &Disk = Search.getFileMgr().getVirtualFileSystem();
  for (const clang::DirectoryLookup &Dir :
       llvm::make_range(Search.search_dir_begin(), Search.search_dir_end()))
    if (llvm::any_of(Marks, [&](llvm::StringRef Mark) {
          return Disk.exists(Dir.getName() + "/" + Mark);
        }))
      Folders.push_back((Dir.getName() + "/").str());
}

bool PlatformHeaders::contains(llvm::StringRef File) const {
  return llvm::any_of(Folders, [&](const std::string &Folder) {
    return File.starts_with(Folder);
  });
}

} // namespace holdfast::driver
