// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// On what the report of a translation unit depends: each question that it asked
// the file system, and the answer. A header that is not there is an answer too:
// one that appears later may shadow another.
#pragma once

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <string>
#include <utility>

namespace holdfast::driver {

enum class Question : char {
  /// Is it there, and what is it?
  Status = 's',
  /// What is in this file?
  Content = 'c',
  /// Which names are in this folder?
  Names = 'n',
};

/// The answer of \p Disk, short. \p Path is absolute.
std::string answer(llvm::vfs::FileSystem &Disk, Question What,
                   llvm::StringRef Path);

class Inputs {
public:
  /// The first answer counts: it is the one that the compiler got.
  void add(Question What, llvm::StringRef Path, const std::string &Answer);
  /// What \p Others were told; the answers that are here count.
  void add(const Inputs &Others);
  /// Asks now.
  void askContent(llvm::StringRef Path);
  /// Sorted.
  const std::map<std::pair<std::string, Question>, std::string> &all() const {
    return Answers;
  }

private:
  std::map<std::pair<std::string, Question>, std::string> Answers;
};

/// The disk, which tells \p Asked of all that is asked of it, but for the
/// files whose absolute path begins with \p Private, if that is not empty.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordingFileSystem(Inputs &Asked, llvm::StringRef Private = "");

} // namespace holdfast::driver
