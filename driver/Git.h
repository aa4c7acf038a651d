// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <string>
#include <vector>

namespace holdfast::driver {

/// Why \p Files (real paths) must not be changed as far as git goes: some
/// differ from the last commit, or git cannot tell. Empty: nothing of anybody's
/// work would be mixed with the fixes. A file that git does not know is no
/// obstacle, nor is a machine without git.
std::string uncommitted(llvm::ArrayRef<std::string> Files);

/// What git says of a work tree.
struct GitChanges {
  /// Its top folder.
  std::string Top;
  /// Against the files as they are now, without lines of context.
  std::string Diff;
  /// Files that git does not know and does not ignore, relative to the top.
  std::vector<std::string> Untracked;
};

/// What has changed since \p Revision in the work tree of \p Folder. Returns
/// what is wrong, or nothing.
std::string changesSince(llvm::StringRef Revision, llvm::StringRef Folder,
                         GitChanges &Changes);

} // namespace holdfast::driver
