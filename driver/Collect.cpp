// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Collect.h"

#include "checks/ShippedFiles.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>

namespace holdfast::driver {

using clang::tidy::ClangTidyError;
using FixMap = llvm::StringMap<clang::tooling::Replacements>;

static std::string absolute(llvm::StringRef File, llvm::StringRef Directory) {
  if (File.empty() || llvm::sys::path::is_absolute(File))
    return File.str();
  llvm::SmallString<256> Path = Directory;
  llvm::sys::path::append(Path, File);
  return Path.str().str();
}

static std::vector<Range>
ranges(llvm::ArrayRef<clang::tooling::FileByteRange> From,
       llvm::StringRef Directory) {
  std::vector<Range> To;
  for (const auto &R : From)
    To.push_back({absolute(R.FilePath, Directory), R.FileOffset, R.Length});
  return To;
}

static std::vector<Edit> edits(const FixMap &Fix, llvm::StringRef Directory) {
  std::vector<Edit> To;
  for (const auto &File : Fix)
    for (const clang::tooling::Replacement &R : File.getValue())
      To.push_back({absolute(R.getFilePath(), Directory), R.getOffset(),
                    R.getLength(), R.getReplacementText().str()});
  llvm::sort(To, [](const Edit &A, const Edit &B) {
    return std::tie(A.File, A.Offset, A.Length, A.Text) <
           std::tie(B.File, B.Offset, B.Length, B.Text);
  });
  return To;
}

/// The preferred fix's edits are on the warning, those of the others on the
/// note of the same title.
static void addFixes(const Finding *Facts, std::vector<Edit> Preferred,
                     Diagnosis &D) {
  if (!Facts) {
    if (!Preferred.empty())
      D.Fixes.push_back(
          {"apply the fix", "suggest", "report", true, std::move(Preferred)});
    return;
  }
  for (const FindingFix &Fix : Facts->Fixes) {
    ProposedFix P{Fix.Title,
                  spelling(Fix.Tier).str(),
                  spelling(Fix.Family).str(),
                  Fix.Preferred,
                  {}};
    if (Fix.Preferred)
      P.Edits = Preferred;
    else if (auto N = llvm::find_if(
                 D.Notes, [&](const Note &N) { return N.Message == P.Title; });
             N != D.Notes.end())
      P.Edits = N->Edits;
    D.Fixes.push_back(std::move(P));
  }
}

static Diagnosis diagnosis(const ClangTidyError &E, const Finding *Facts,
                           llvm::StringRef Directory) {
  Diagnosis D;
  D.Check = E.DiagnosticName;
  D.Message = E.Message.Message;
  D.File = absolute(E.Message.FilePath, Directory);
  D.Offset = D.File.empty() ? 0 : E.Message.FileOffset;
  D.IsError = E.DiagLevel == ClangTidyError::Error;
  D.WarningAsError = E.IsWarningAsError;
  D.Ranges = ranges(E.Message.Ranges, Directory);
  for (const clang::tooling::DiagnosticMessage &N : E.Notes)
    D.Notes.push_back({N.Message, absolute(N.FilePath, Directory),
                       N.FilePath.empty() ? 0 : N.FileOffset,
                       ranges(N.Ranges, Directory), edits(N.Fix, Directory)});
  if (Facts) {
    D.Function = Facts->Function;
    D.Type = Facts->Type;
    D.Library = Facts->Library;
    D.Consequence = spelling(Facts->What).str();
    D.ErrorFate = spelling(Facts->Errors).str();
  }
  addFixes(Facts, edits(E.Message.Fix, Directory), D);
  return D;
}

void collect(llvm::ArrayRef<ClangTidyError> Errors,
             llvm::ArrayRef<Finding> Facts, llvm::StringRef Directory,
             UnitReport &Report) {
  std::map<std::tuple<std::string, std::string, unsigned>, const Finding *>
      ByPlace;
  for (const Finding &F : Facts)
    ByPlace[{F.Check, absolute(F.File, Directory), F.Offset}] = &F;
  for (const ClangTidyError &E : Errors) {
    if (E.DiagnosticName == "clang-tidy-config") {
      const bool Shipped =
          llvm::StringRef(E.Message.Message).starts_with(ShippedFileIgnored);
      (Shipped ? Report.Warnings : Report.Configuration)
          .push_back(E.Message.Message);
      continue;
    }
    auto At =
        ByPlace.find({E.DiagnosticName, absolute(E.Message.FilePath, Directory),
                      E.Message.FileOffset});
    Diagnosis D =
        diagnosis(E, At == ByPlace.end() ? nullptr : At->second, Directory);
    if (D.fromCompiler())
      Report.Errors.push_back(std::move(D));
    else
      Report.Findings.push_back(std::move(D));
  }
}

void collect(const UnitCost &Cost, llvm::StringRef Directory,
             UnitStats &Stats) {
  Stats.Checks = Cost.All;
  Stats.ByCheck = Cost.ByCheck;
  for (const SpentBudget &S : Cost.Spent)
    Stats.Spent.push_back(
        {S.Check, S.Function, absolute(S.File, Directory), S.Line});
}

bool findsRuntime(clang::HeaderSearch &Search) {
  llvm::vfs::FileSystem &Disk = Search.getFileMgr().getVirtualFileSystem();
  return llvm::any_of(
      llvm::make_range(Search.search_dir_begin(), Search.search_dir_end()),
      [&](const clang::DirectoryLookup &Dir) {
        return Disk.exists(Dir.getName() + "/holdfast/background.hpp");
      });
}

std::vector<ReadFile> readFiles(clang::SourceManager &SM) {
  std::map<std::string, std::string> Hashes;
  for (unsigned I = 0; I < SM.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() ||
        clang::SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    const clang::SrcMgr::ContentCache &Cache =
        Entry.getFile().getContentCache();
    std::optional<llvm::StringRef> Bytes = Cache.getBufferDataIfLoaded();
    if (!Cache.OrigEntry || !Bytes)
      continue;
    llvm::SmallString<256> Real;
    if (!llvm::sys::fs::real_path(Cache.OrigEntry->getName(), Real))
      Hashes.emplace(Real.str().str(), hashOf(*Bytes));
  }
  std::vector<ReadFile> Files;
  for (auto &[File, Hash] : Hashes)
    Files.push_back({File, Hash});
  return Files;
}

} // namespace holdfast::driver
