// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Inputs.h"

#include "driver/Report.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <set>

namespace holdfast::driver {

namespace vfs = llvm::vfs;

/// What stands for a file that is not there, or may not be read.
static constexpr llvm::StringLiteral None = "-";

static std::string statusAnswer(const llvm::ErrorOr<vfs::Status> &Found) {
  if (!Found)
    return None.str();
  return Found->isDirectory() ? "d" : "f";
}

static std::string namesAnswer(vfs::FileSystem &Disk,
                               const llvm::Twine &Folder) {
  std::error_code EC;
  std::set<std::string> Names;
  for (vfs::directory_iterator At = Disk.dir_begin(Folder, EC), End;
       !EC && At != End; At.increment(EC))
    Names.insert(llvm::sys::path::filename(At->path()).str());
  std::string All;
  for (const std::string &Name : Names)
    All += Name + '\0';
  return longHashOf(All);
}

std::string answer(vfs::FileSystem &Disk, Question What, llvm::StringRef Path) {
  switch (What) {
  case Question::Status:
    return statusAnswer(Disk.status(Path));
  case Question::Content: {
    const auto Buffer = Disk.getBufferForFile(Path, /*FileSize=*/-1,
                                              /*RequiresNullTerminator=*/false);
    return Buffer ? longHashOf((*Buffer)->getBuffer()) : None.str();
  }
  case Question::Names:
    return namesAnswer(Disk, Path);
  }
  return "";
}

void Inputs::add(Question What, llvm::StringRef Path,
                 const std::string &Answer) {
  Answers.try_emplace({Path.str(), What}, Answer);
}

void Inputs::add(const Inputs &Others) {
  Answers.insert(Others.Answers.begin(), Others.Answers.end());
}

void Inputs::askContent(llvm::StringRef Path) {
  add(Question::Content, Path,
      answer(*vfs::getRealFileSystem(), Question::Content, Path));
}

namespace {

/// Hashes the bytes that the compiler gets: the file may change meanwhile.
class RecordedFile : public vfs::File {
public:
  RecordedFile(std::unique_ptr<vfs::File> Inner, std::string Path,
               Inputs &Asked)
      : Inner(std::move(Inner)), Path(std::move(Path)), Asked(Asked) {}

  llvm::ErrorOr<vfs::Status> status() override { return Inner->status(); }
  llvm::ErrorOr<std::string> getName() override { return Inner->getName(); }
  std::error_code close() override { return Inner->close(); }

  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t FileSize,
            bool RequiresNullTerminator, bool IsVolatile) override {
    auto Buffer =
        Inner->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    Asked.add(Question::Content, Path,
              Buffer ? longHashOf((*Buffer)->getBuffer()) : None.str());
    return Buffer;
  }

private:
  std::unique_ptr<vfs::File> Inner;
  std::string Path;
  Inputs &Asked;
};

class RecordingDisk : public vfs::ProxyFileSystem {
public:
  RecordingDisk(Inputs &Asked, llvm::StringRef Private)
      : ProxyFileSystem(vfs::getRealFileSystem()), Asked(Asked),
        Private(Private) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::status(Path);
    if (const std::string Name = whole(Path); !isPrivate(Name))
      Asked.add(Question::Status, Name, statusAnswer(Found));
    return Found;
  }

  bool exists(const llvm::Twine &Path) override {
    return static_cast<bool>(status(Path));
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Opened = ProxyFileSystem::openFileForRead(Path);
    std::string Name = whole(Path);
    if (isPrivate(Name))
      return Opened;
    if (!Opened) {
      // It may be there and not be readable.
      Asked.add(Question::Content, Name, None.str());
      return Opened;
    }
    Asked.add(Question::Status, Name, statusAnswer((*Opened)->status()));
    return std::make_unique<RecordedFile>(std::move(*Opened), std::move(Name),
                                          Asked);
  }

  vfs::directory_iterator dir_begin(const llvm::Twine &Folder,
                                    std::error_code &EC) override {
    Asked.add(Question::Names, whole(Folder),
              namesAnswer(getUnderlyingFS(), Folder));
    return ProxyFileSystem::dir_begin(Folder, EC);
  }

private:
  bool isPrivate(llvm::StringRef Name) const {
    return !Private.empty() && Name.starts_with(Private);
  }

  std::string whole(const llvm::Twine &Path) const {
    llvm::SmallString<256> Text;
    Path.toVector(Text);
    (void)makeAbsolute(Text);
    return Text.str().str();
  }

  Inputs &Asked;
  const std::string Private;
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
recordingFileSystem(Inputs &Asked, llvm::StringRef Private) {
  return llvm::makeIntrusiveRefCnt<RecordingDisk>(Asked, Private);
}

} // namespace holdfast::driver
