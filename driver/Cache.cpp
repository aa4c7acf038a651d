// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Cache.h"

#include "driver/Analyse.h"
#include "driver/Identity.h"
#include "driver/WholeFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace json = llvm::json;

/// Length of longHashOf.
static constexpr size_t HashSize = 32;

std::string defaultCacheFolder() {
  llvm::SmallString<128> Folder;
  if (!llvm::sys::path::cache_directory(Folder))
    return "";
  llvm::sys::path::append(Folder, "holdfast");
  return Folder.str().str();
}

std::string cacheKey(const UnitJob &Job) {
  std::string Text = programIdentity() + '\0' + resourceDirectory() + '\0';
  llvm::raw_string_ostream(Text) << toJSON(Job);
  // clang's driver reads them.
  for (llvm::StringRef Variable :
       {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS",
        "SOURCE_DATE_EPOCH"}) {
    const auto Value = llvm::sys::Process::GetEnv(Variable);
    Text += '\0' + Value.value_or("") + (Value ? "1" : "0");
  }
  return longHashOf(Text);
}

/// llvm::pruneCache touches nothing of another name.
static std::string fileOf(llvm::StringRef Folder, llvm::StringRef Kind,
                          llvm::StringRef Key) {
  return (Folder + "/llvmcache-" + Kind + "-" + Key).str();
}

/// With its hash in front, so that a broken entry is none.
static bool write(const std::string &File, llvm::StringRef Text) {
  return !writeWhole(
      File, [&](llvm::raw_ostream &OS) { OS << longHashOf(Text) << Text; });
}

static std::unique_ptr<llvm::MemoryBuffer> read(const std::string &File) {
  // The time of its last use says what is removed first.
  auto Handle = fs::openNativeFileForRead(File, fs::OF_UpdateAtime);
  if (!Handle) {
    llvm::consumeError(Handle.takeError());
    return nullptr;
  }
  auto Buffer = llvm::MemoryBuffer::getOpenFile(
      *Handle, File, /*FileSize=*/-1, /*RequiresNullTerminator=*/false);
  (void)fs::closeFile(*Handle); // what was read is read
  if (!Buffer)
    return nullptr;
  const llvm::StringRef Text = (*Buffer)->getBuffer();
  if (Text.size() < HashSize ||
      longHashOf(Text.drop_front(HashSize)) != Text.take_front(HashSize))
    return nullptr;
  return std::move(*Buffer);
}

/// A question in a list and in the key of a result.
static void append(std::string &Text, Question What, llvm::StringRef Path) {
  Text += static_cast<char>(What);
  Text += Path;
  Text += '\0';
}

const std::string &Cache::answerTo(Question What, llvm::StringRef Path) {
  std::string Key;
  append(Key, What, Path);
  const auto [At, New] = Answers.try_emplace(Key);
  if (New)
    At->second = answer(*llvm::vfs::getRealFileSystem(), What, Path);
  return At->second;
}

CachedUnit Cache::find(llvm::StringRef Key) {
  CachedUnit Known;
  const auto List = read(fileOf(Folder, "list", Key));
  if (!List)
    return Known;
  auto [Cost, Questions] = List->getBuffer().drop_front(HashSize).split('\0');
  Cost.getAsDouble(Known.Cost);
  std::string Asked = Key.str();
  while (!Questions.empty()) {
    const auto [One, Rest] = Questions.split('\0');
    Questions = Rest;
    if (One.empty())
      return Known;
    const auto What = static_cast<Question>(One.front());
    append(Asked, What, One.drop_front());
    Asked += answerTo(What, One.drop_front());
    if (What == Question::Content)
      Known.Files.push_back(One.drop_front().str());
  }
  const auto Result = read(fileOf(Folder, "report", longHashOf(Asked)));
  if (!Result)
    return Known;
  auto Report = json::parse<UnitReport>(
      Result->getBuffer().drop_front(HashSize), "report");
  if (Report)
    Known.Report = std::move(*Report);
  else
    llvm::consumeError(Report.takeError());
  return Known;
}

void storeReport(llvm::StringRef Folder, llvm::StringRef Key,
                 const Inputs &Asked, const UnitReport &Report) {
  if (!Report.Configuration.empty())
    return;
  std::string List = std::to_string(Report.Stats.All) + '\0';
  std::string Answered = Key.str();
  for (const auto &[Path, Answer] : Asked.all()) {
    append(List, Path.second, Path.first);
    append(Answered, Path.second, Path.first);
    Answered += Answer;
  }
  std::string Text;
  llvm::raw_string_ostream(Text) << toJSON(Report);
  if (write(fileOf(Folder, "report", longHashOf(Answered)), Text))
    (void)write(fileOf(Folder, "list", Key), List);
}

void pruneReports(llvm::StringRef Folder, uint64_t MaxBytes, bool Now) {
  llvm::CachePruningPolicy Policy;
  Policy.MaxSizeBytes = MaxBytes;
  Policy.Expiration = std::chrono::hours(30 * 24);
  if (Now)
    Policy.Interval = std::chrono::seconds(0);
  llvm::pruneCache(Folder, Policy);
}

} // namespace holdfast::driver
