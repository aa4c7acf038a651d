// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/PreludeFacts.h"

#include "driver/WholeFile.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include <optional>

namespace holdfast::driver {

namespace json = llvm::json;
using llvm::sys::fs::UniqueID;

namespace {

class IncludeCollector : public clang::PPCallbacks {
public:
  IncludeCollector(const clang::SourceManager &SM, PreludeFacts &Facts)
      : SM(SM), Facts(Facts) {}

  void InclusionDirective(clang::SourceLocation Hash, const clang::Token &,
                          llvm::StringRef, bool, clang::CharSourceRange,
                          clang::OptionalFileEntryRef File, llvm::StringRef,
                          llvm::StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind) override {
    const clang::OptionalFileEntryRef From =
        SM.getFileEntryRefForID(SM.getFileID(Hash));
    if (!File || !From)
      return;
    if (SM.isInMainFile(Hash))
      Facts.Headers.insert(File->getUniqueID());
    else
      Facts.Includes[From->getUniqueID()].insert(File->getUniqueID());
  }

  void MacroExpands(const clang::Token &Name, const clang::MacroDefinition &,
                    clang::SourceRange, const clang::MacroArgs *) override {
    const llvm::StringRef Macro = Name.getIdentifierInfo()->getName();
    Facts.AsksForPlace |=
        Macro == "__BASE_FILE__" || Macro == "__INCLUDE_LEVEL__";
  }

private:
  const clang::SourceManager &SM;
  PreludeFacts &Facts;
};

} // namespace

void collectIncludes(clang::Preprocessor &PP, PreludeFacts &Facts) {
  PP.addPPCallbacks(
      std::make_unique<IncludeCollector>(PP.getSourceManager(), Facts));
}

void collectNames(const clang::Preprocessor &PP, PreludeFacts &Facts) {
  for (const auto &Entry :
       const_cast<clang::Preprocessor &>(PP).getIdentifierTable())
    Facts.Names.insert(Entry.getKey());
}

/// A device and a number for each.
static json::Array numbers(const FileSet &Files) {
  json::Array All;
  for (const UniqueID &Id : Files) {
    All.push_back(Id.getDevice());
    All.push_back(Id.getFile());
  }
  return All;
}

static bool takeNumbers(llvm::ArrayRef<uint64_t> Numbers, FileSet &Files) {
  for (; Numbers.size() > 1; Numbers = Numbers.drop_front(2))
    Files.emplace(Numbers[0], Numbers[1]);
  return Numbers.empty();
}

static std::string fileOf(llvm::StringRef Prelude) {
  return (Prelude + ".json").str();
}

bool writeFacts(llvm::StringRef File, const PreludeFacts &Facts) {
  json::Array Names, Asked, Includes;
  for (const auto &[From, To] : Facts.Includes) {
    json::Array Both = numbers({From});
    for (json::Value &Number : numbers(To))
      Both.push_back(std::move(Number));
    Includes.push_back(std::move(Both));
  }
  for (const llvm::StringRef Name : Facts.Names.keys())
    Names.push_back(bytes(Name));
  for (const auto &[Path, Answer] : Facts.Asked.all())
    Asked.push_back(json::Array{bytes(Path.first),
                                std::string(1, static_cast<char>(Path.second)),
                                Answer});
  const json::Value All = json::Object{
      {"headers", numbers(Facts.Headers)}, {"includes", std::move(Includes)},
      {"names", std::move(Names)},         {"own", Facts.Own},
      {"skipped", Facts.Skipped},          {"asked", std::move(Asked)}};
  return !writeWhole(fileOf(File), [&](llvm::raw_ostream &OS) { OS << All; });
}

static bool fromJSON(const json::Value &V, PreludeFacts &Facts, json::Path P) {
  std::vector<std::string> Names;
  std::vector<std::vector<std::string>> Asked;
  std::vector<uint64_t> Headers;
  std::vector<std::vector<uint64_t>> Includes;
  json::ObjectMapper M(V, P);
  if (!M || !M.map("headers", Headers) || !M.map("includes", Includes) ||
      !M.map("names", Names) || !M.map("own", Facts.Own) ||
      !M.map("skipped", Facts.Skipped) || !M.map("asked", Asked) ||
      !takeNumbers(Headers, Facts.Headers))
    return false;
  for (const llvm::ArrayRef<uint64_t> Both : Includes)
    if (Both.size() < 2 ||
        !takeNumbers(Both.drop_front(2), Facts.Includes[{Both[0], Both[1]}]))
      return false;
  for (std::string &Name : Names) {
    if (!takeBytes(Name))
      return false;
    Facts.Names.insert(Name);
  }
  for (std::vector<std::string> &One : Asked) {
    if (One.size() != 3 || One[1].size() != 1 || !takeBytes(One[0]))
      return false;
    Facts.Asked.add(static_cast<Question>(One[1].front()), One[0], One[2]);
  }
  return true;
}

const PreludeFacts *factsOf(llvm::StringRef File) {
  static std::string Last;
  static std::optional<PreludeFacts> Facts;
  if (File == Last)
    return Facts ? &*Facts : nullptr;
  Last = File;
  Facts.reset();
  const auto Buffer = llvm::MemoryBuffer::getFile(fileOf(File));
  if (!Buffer)
    return nullptr;
  auto Parsed = json::parse((*Buffer)->getBuffer());
  if (!Parsed) {
    llvm::consumeError(Parsed.takeError());
    return nullptr;
  }
  json::Path::Root Root("prelude");
  PreludeFacts Read;
  if (fromJSON(*Parsed, Read, Root))
    Facts = std::move(Read);
  return Facts ? &*Facts : nullptr;
}

} // namespace holdfast::driver
