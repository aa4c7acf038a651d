// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Apply.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <sys/stat.h>
#include <unistd.h>

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Standard output of \p Words; empty if it fails.
static std::string outputOf(llvm::ArrayRef<llvm::StringRef> Words) {
  llvm::SmallString<128> Out;
  if (fs::createTemporaryFile("holdfast-git", "txt", Out))
    return "";
  llvm::FileRemover Remove(Out);
  int Status = llvm::sys::ExecuteAndWait(
      Words.front(), Words, /*Env=*/std::nullopt,
      /*Redirects=*/{llvm::StringRef(""), Out.str(), llvm::StringRef("")});
  auto Buffer = llvm::MemoryBuffer::getFile(Out);
  return Status == 0 && Buffer ? (*Buffer)->getBuffer().str() : "";
}

std::vector<std::string> dirtyFiles(llvm::ArrayRef<std::string> Files) {
  std::vector<std::string> Dirty;
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return Dirty;
  for (const std::string &File : Files) {
    // Untracked files are not in git: nothing of them would be lost that a
    // commit holds.
    if (!outputOf({*Git, "-C", path::parent_path(File), "status", "--porcelain",
                   "--untracked-files=no", "--", path::filename(File)})
             .empty())
      Dirty.push_back(File);
  }
  return Dirty;
}

std::string changedSinceRead(llvm::ArrayRef<std::string> Files,
                             const RunResult &Result, Sources &Texts) {
  std::map<llvm::StringRef, std::string> Now;
  for (const std::string &File : Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    const std::string *Content = Texts.content(File);
    if (!Buffer || !Content || (*Buffer)->getBuffer() != *Content)
      return File;
    Now[File] = hashOf(*Content);
  }
  for (const std::vector<ReadFile> &Unit : Result.Files)
    for (const ReadFile &F : Unit)
      if (auto At = Now.find(F.File); At != Now.end() && At->second != F.Hash)
        return F.File;
  return "";
}

static std::string writeBeside(const std::string &File,
                               const std::string &Content,
                               std::string &Temporary) {
  struct stat Old;
  if (::stat(File.c_str(), &Old) != 0)
    return "it is gone";
  // A rename would go through where the folder is writable.
  if (!(Old.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) ||
      ::access(File.c_str(), W_OK) != 0)
    return "it is read-only";
  llvm::SmallString<256> Name;
  int Descriptor = -1;
  if (std::error_code EC =
          fs::createUniqueFile(File + ".holdfast-%%%%%%", Descriptor, Name))
    return EC.message();
  Temporary = Name.str().str();
  llvm::raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
  OS << Content;
  OS.flush();
  // Only root may give a file away; for others it is theirs already.
  [[maybe_unused]] int Ignored = ::fchown(Descriptor, Old.st_uid, Old.st_gid);
  bool Failed = ::fchmod(Descriptor, Old.st_mode & 07777) != 0;
  OS.close();
  if (std::error_code EC = OS.error()) {
    OS.clear_error();
    return EC.message();
  }
  return Failed ? "cannot keep its permissions" : "";
}

std::string writeFiles(const std::map<std::string, std::string> &Files) {
  std::map<std::string, std::string> Temporaries;
  auto RemoveAll = [&] {
    for (const auto &[File, Temporary] : Temporaries)
      if (!Temporary.empty())
        (void)fs::remove(Temporary); // what is left is only clutter
  };
  for (const auto &[File, Content] : Files)
    if (std::string Why = writeBeside(File, Content, Temporaries[File]);
        !Why.empty()) {
      RemoveAll();
      return "cannot write '" + File + "': " + Why + "; nothing was changed";
    }
  std::vector<std::string> Done;
  for (auto &[File, Temporary] : Temporaries) {
    if (std::error_code EC = fs::rename(Temporary, File)) {
      RemoveAll();
      return "cannot replace '" + File + "': " + EC.message() +
             (Done.empty()
                  ? "; nothing was changed"
                  : "; changed before that: " + llvm::join(Done, ", "));
    }
    Temporary.clear();
    Done.push_back(File);
  }
  return "";
}

} // namespace holdfast::driver
