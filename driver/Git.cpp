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
  std::string Failure;
  int Status = llvm::sys::ExecuteAndWait(
      Words.front(), Words, /*Env=*/std::nullopt,
      /*Redirects=*/{llvm::StringRef(""), Out.str(), Err.str()},
      /*SecondsToWait=*/0, /*MemoryLimit=*/0, &Failure);
  const std::string Said = contentOf(Err);
  // Killed by a signal it says nothing itself.
  return {Status, contentOf(Out), Said.empty() ? Failure : Said};
}

/// The beginning of a command in \p Folder. Who asks what has changed wants
/// nothing written: git would refresh its index on the way.
static std::vector<llvm::StringRef> gitIn(llvm::StringRef Git,
                                          llvm::StringRef Folder) {
  return {Git, "--no-optional-locks", "-C", Folder};
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
    std::vector<llvm::StringRef> Words = gitIn(*Git, Folder);
    llvm::append_range(Words,
                       std::initializer_list<llvm::StringRef>{
                           "--literal-pathspecs", "status", "--porcelain", "-z",
                           "--untracked-files=no", "--"});
    llvm::append_range(Words, Names);
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

std::string changesSince(llvm::StringRef Revision, llvm::StringRef Folder,
                         GitChanges &Changes) {
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return "'--since' needs git, and it was not found";
  // A revision that begins with a dash would be an option.
  if (Revision.starts_with("-"))
    return fmt::format("'{}' is no revision", Revision.str());
  std::string Wrong;
  auto Ask = [&](llvm::StringRef In,
                 std::initializer_list<llvm::StringRef> More) -> std::string {
    if (!Wrong.empty())
      return "";
    std::vector<llvm::StringRef> Words = gitIn(*Git, In);
    llvm::append_range(Words, More);
    Output Said = run(Words);
    if (Said.Status != 0)
      Wrong = fmt::format("git cannot say what has changed since '{}': {}",
                          Revision.str(),
                          llvm::StringRef(Said.Err).split('\n').first.str());
    return std::move(Said.Out);
  };
  Changes.Top = llvm::StringRef(Ask(Folder, {"rev-parse", "--show-toplevel"}))
                    .rtrim('\n')
                    .str();
  Changes.Diff =
      Ask(Changes.Top, {"diff", "--unified=0", "--no-color", "--no-ext-diff",
                        "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/",
                        Revision, "--"});
  const std::string Untracked =
      Ask(Changes.Top, {"ls-files", "--others", "--exclude-standard", "-z"});
  llvm::SmallVector<llvm::StringRef> Names;
  llvm::StringRef(Untracked).split(Names, '\0', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Name : Names)
    Changes.Untracked.push_back(Name.str());
  return Wrong;
}

} // namespace holdfast::driver
