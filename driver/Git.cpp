// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Git.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <map>
#include <optional>
#include <vector>

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

struct Output {
  int Status = -1;
  std::string Out, Err;
};

} // namespace

static std::string contentOf(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

static Output run(llvm::ArrayRef<llvm::StringRef> Words) {
  llvm::SmallString<128> Out, Err;
  if (fs::createTemporaryFile("holdfast-git", "out", Out))
    return {};
  llvm::FileRemover RemoveOut(Out);
  if (fs::createTemporaryFile("holdfast-git", "err", Err))
    return {};
  llvm::FileRemover RemoveErr(Err);
  int Status = llvm::sys::ExecuteAndWait(
      Words.front(), Words, /*Env=*/std::nullopt,
      /*Redirects=*/{llvm::StringRef(""), Out.str(), Err.str()});
  return {Status, contentOf(Out), contentOf(Err)};
}

static bool liesInWorkTree(llvm::StringRef Folder) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder))
    if (fs::exists(Folder + "/.git"))
      return true;
  return false;
}

std::string uncommitted(llvm::ArrayRef<std::string> Files) {
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return "";
  std::map<llvm::StringRef, std::vector<llvm::StringRef>> ByFolder;
  for (const std::string &File : Files)
    ByFolder[path::parent_path(File)].push_back(path::filename(File));

  std::vector<std::string> Dirty;
  for (const auto &[Folder, Names] : ByFolder) {
    if (!liesInWorkTree(Folder))
      continue;
    // Untracked files are not in git: nothing of them would be lost that a
    // commit holds.
    std::vector<llvm::StringRef> Words = {
        *Git, "--literal-pathspecs",  "-C", Folder, "status", "--porcelain",
        "-z", "--untracked-files=no", "--"};
    Words.insert(Words.end(), Names.begin(), Names.end());
    Output Said = run(Words);
    // git does not look for a repository across file systems.
    if (llvm::StringRef(Said.Err).starts_with("fatal: not a git repository"))
      continue;
    // Such as a repository that belongs to somebody else.
    if (Said.Status != 0)
      return fmt::format(
          "git cannot say whether the files in '{}' have uncommitted changes: "
          "{}; settle that, or say --allow-dirty. Nothing was changed",
          Folder.str(),
          llvm::StringRef(Said.Err).split('\n').first.trim().str());
    llvm::SmallVector<llvm::StringRef> Entries;
    llvm::StringRef(Said.Out).split(Entries, '\0', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Name : Names)
      if (llvm::any_of(Entries, [&, Name = Name](llvm::StringRef Entry) {
            return path::filename(Entry.drop_front(3)) == Name;
          }))
        Dirty.push_back((Folder + "/" + Name).str());
  }
  if (Dirty.empty())
    return "";
  return "these files have uncommitted changes: " + llvm::join(Dirty, ", ") +
         "; commit or stash them, or say --allow-dirty. Nothing was changed";
}

} // namespace holdfast::driver
