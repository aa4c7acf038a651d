// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SystemIncludes.h"

#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringMap.h"

namespace holdfast::driver {

using namespace clang;

namespace {

class Collector : public PPCallbacks {
public:
  Collector(const SourceManager &SM, UnitReport &Report)
      : SM(SM), Found(Report.SystemIncludes), OfMain(Report.IncludedBytes) {}

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Name,
                          bool, CharSourceRange, OptionalFileEntryRef File,
                          StringRef, StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind Kind) override {
    if (SM.isInMainFile(Hash))
      OfMain.push_back(0);
    if (!File || !SrcMgr::isSystem(Kind) || SM.isInSystemHeader(Hash))
      return;
    const auto [At, New] = Numbers.try_emplace(Name, Found.size());
    if (New)
      Found.push_back({Name.str(), 0});
    Current = At->second;
  }

  /// What a header brings with it counts with it.
  void FileChanged(SourceLocation Loc, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind Kind, FileID) override {
    const OptionalFileEntryRef File =
        Reason == EnterFile ? SM.getFileEntryRefForID(SM.getFileID(Loc))
                            : std::nullopt;
    if (!File)
      return;
    if (!OfMain.empty())
      OfMain.back() += File->getSize();
    if (SrcMgr::isSystem(Kind) && !Found.empty())
      Found[Current].Bytes += File->getSize();
  }

private:
  const SourceManager &SM;
  std::vector<SystemInclude> &Found;
  std::vector<uint64_t> &OfMain;
  llvm::StringMap<size_t> Numbers;
  size_t Current = 0;
};

} // namespace

std::unique_ptr<PPCallbacks> collectSystemIncludes(Preprocessor &PP,
                                                   UnitReport &Report) {
  return std::make_unique<Collector>(PP.getSourceManager(), Report);
}

} // namespace holdfast::driver
