// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Apply.h"

#include "fmt/format.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

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

/// Beside \p File, so that a rename is enough. With the number of the process:
/// what a killed run has left is known as such.
static std::string temporaryName(llvm::StringRef File, long Process) {
  return fmt::format("{}.holdfast-{}", File.str(), Process);
}

/// Removes what runs that were killed left beside \p Files.
static void removeLeftovers(const std::map<std::string, std::string> &Files) {
  std::set<llvm::StringRef> Folders;
  for (const auto &Entry : Files)
    Folders.insert(path::parent_path(Entry.first));
  for (llvm::StringRef Folder : Folders) {
    std::error_code EC;
    for (fs::directory_iterator I(Folder, EC), End; I != End && !EC;
         I.increment(EC)) {
      auto [File, Number] = llvm::StringRef(I->path()).rsplit(".holdfast-");
      long Process;
      if (Number.getAsInteger(10, Process) || Process <= 0 ||
          !Files.count(File.str()))
        continue;
      bool Ended =
          Process == ::getpid() || (::kill(Process, 0) != 0 && errno == ESRCH);
      if (Ended)
        (void)fs::remove(I->path()); // what stays is only clutter
    }
  }
}

/// Access lists and the like. Not every file system takes all of them.
static void copyAttributes(const char *From, int To) {
  char Names[4096];
  ssize_t Size = ::listxattr(From, Names, sizeof(Names));
  for (const char *Name = Names; Size > 0 && Name < Names + Size;
       Name += std::strlen(Name) + 1) {
    char Value[4096];
    ssize_t Length = ::getxattr(From, Name, Value, sizeof(Value));
    if (Length >= 0)
      (void)::fsetxattr(To, Name, Value, Length, 0);
  }
}

static std::string writeBeside(const std::string &File,
                               const std::string &Content,
                               std::string &Temporary) {
  auto Problem = [] { return std::string(std::strerror(errno)); };
  struct stat Old;
  if (::stat(File.c_str(), &Old) != 0)
    return "it is gone";
  // A rename would go through where the folder is writable.
  if (!(Old.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) ||
      ::access(File.c_str(), W_OK) != 0)
    return "it is read-only";
  std::string Name = temporaryName(File, ::getpid());
  // SIGINT and the like end the program, not without this; asked for before
  // there is a file, so that no moment is left between the two.
  llvm::sys::RemoveFileOnSignal(Name);
  int Descriptor =
      ::open(Name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (Descriptor < 0) {
    std::string Why = Problem();
    llvm::sys::DontRemoveFileOnSignal(Name);
    return Why;
  }
  Temporary = Name;
  llvm::raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
  OS << Content;
  OS.flush();
  std::string Why;
  // Only root may give a file away.
  if (::fchown(Descriptor, Old.st_uid, Old.st_gid) != 0)
    Why = "cannot keep its owner: " + Problem();
  copyAttributes(File.c_str(), Descriptor);
  if (Why.empty() && ::fchmod(Descriptor, Old.st_mode & 07777) != 0)
    Why = "cannot keep its permissions: " + Problem();
  // The rename must not reach the disk before the text.
  if (Why.empty() && !OS.has_error() && ::fsync(Descriptor) != 0)
    Why = Problem();
  OS.close();
  if (std::error_code EC = OS.error()) {
    OS.clear_error();
    return EC.message();
  }
  return Why;
}

namespace {

/// Holds back the signals that would end the program.
class SignalsHeld {
public:
  SignalsHeld() {
    sigset_t All;
    ::sigfillset(&All);
    ::pthread_sigmask(SIG_BLOCK, &All, &Old);
  }
  ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &Old, nullptr); }
  SignalsHeld(const SignalsHeld &) = delete;
  SignalsHeld &operator=(const SignalsHeld &) = delete;

private:
  sigset_t Old;
};

} // namespace

/// A source is compiled by itself; all else may be included.
static bool isSource(llvm::StringRef File) {
  namespace types = clang::driver::types;
  llvm::StringRef Extension = path::extension(File);
  types::ID Type = Extension.empty()
                       ? types::TY_INVALID
                       : types::lookupTypeForExtension(Extension.drop_front());
  return Type != types::TY_INVALID && !types::onlyPrecompileType(Type);
}

namespace {

/// The files of one run on their way to the disk.
class Writer {
public:
  ~Writer() {
    for (const auto &[File, Temporary] : Temporaries)
      if (!Temporary.empty()) {
        (void)fs::remove(Temporary); // what is left is only clutter
        llvm::sys::DontRemoveFileOnSignal(Temporary);
      }
  }

  std::string prepare(const std::string &File, const std::string &Content) {
    if (auto Buffer = llvm::MemoryBuffer::getFile(File))
      Before[File] = (*Buffer)->getBuffer().str();
    return writeBeside(File, Content, Temporaries[File]);
  }

  /// All files or none. Only SIGKILL gets between two renames: then headers are
  /// new and sources old, and a member that a fix adds is there before its
  /// first use.
  std::string replace() {
    SignalsHeld Hold;
    std::vector<std::string> Order;
    for (const auto &Entry : Temporaries)
      Order.push_back(Entry.first);
    llvm::sort(Order, [](const std::string &A, const std::string &B) {
      return std::pair(isSource(A), A) < std::pair(isSource(B), B);
    });
    std::vector<std::string> Done;
    for (const std::string &File : Order) {
      if (std::string Why = rename(File); !Why.empty())
        return "cannot replace '" + File + "': " + Why + undo(Done);
      Done.push_back(File);
    }
    return "";
  }

private:
  std::string rename(const std::string &File) {
    std::string &Temporary = Temporaries[File];
    if (::rename(Temporary.c_str(), File.c_str()) != 0)
      return std::strerror(errno);
    llvm::sys::DontRemoveFileOnSignal(Temporary);
    Temporary.clear();
    return "";
  }

  /// Such as a file that is mounted from elsewhere: the last one first, so that
  /// sources go before their headers.
  std::string undo(llvm::ArrayRef<std::string> Done) {
    std::vector<std::string> Stay;
    for (const std::string &File : llvm::reverse(Done))
      if (!writeBeside(File, Before[File], Temporaries[File]).empty() ||
          !rename(File).empty())
        Stay.push_back(File);
    return Stay.empty() ? "; nothing was changed"
                        : "; changed before that: " + llvm::join(Stay, ", ");
  }

  std::map<std::string, std::string> Temporaries, Before;
};

} // namespace

std::string writeFiles(const std::map<std::string, std::string> &Files) {
  // A limit on the size of files is an error to report, not the end.
  ::signal(SIGXFSZ, SIG_IGN);
  removeLeftovers(Files);
  Writer W;
  for (const auto &[File, Content] : Files)
    if (std::string Why = W.prepare(File, Content); !Why.empty())
      return "cannot write '" + File + "': " + Why + "; nothing was changed";
  return W.replace();
}

} // namespace holdfast::driver
