// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Select.h"

#include "driver/Cache.h"
#include "driver/Progress.h"
#include "driver/Workers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"

namespace holdfast::driver {

UnitJob analyseJob(const Unit &U, const Options &O, const std::string &Folder) {
  UnitJob Job;
  Job.TU = U;
  Job.Settings = O.Settings;
  if (!Folder.empty()) {
    Job.CacheKey = cacheKey(Job);
    Job.CacheFolder = Folder;
  }
  return Job;
}

std::string cacheFolder(const Options &O) {
  // Who wants to know what a run costs wants it to cost that.
  if (!O.UseCache || O.Settings.Stats)
    return "";
  std::string Folder =
      O.CacheFolder.empty() ? defaultCacheFolder() : realPath(O.CacheFolder);
  if (Folder.empty())
    return "";
  std::error_code EC = llvm::sys::fs::create_directories(Folder);
  if (!EC)
    EC = llvm::sys::fs::access(Folder, llvm::sys::fs::AccessMode::Write);
  if (!EC)
    return Folder;
  llvm::WithColor::warning(llvm::errs(), "holdfast")
      << "no result is kept: cannot write in '" << Folder
      << "': " << EC.message() << '\n';
  return "";
}

std::string selectReaders(const ChangedLines &Lines, const Options &O,
                          const std::string &Folder, Plan &P) {
  auto ReadsChanged = [&](const UnitReport &Report) {
    return llvm::any_of(Report.Files, [&](const ReadFile &F) {
      return Lines.contains(F.File);
    });
  };
  Cache Kept(Folder);
  std::vector<bool> Wanted(P.Units.size());
  std::vector<UnitJob> Scans;
  std::vector<size_t> UnitOfScan;
  for (auto [I, U] : llvm::enumerate(P.Units)) {
    if (Lines.contains(realPath(U.File))) {
      Wanted[I] = true;
      continue;
    }
    UnitJob Job = analyseJob(U, O, Folder);
    if (!Folder.empty())
      if (const CachedUnit Known = Kept.find(Job.CacheKey); Known.Report) {
        Wanted[I] = ReadsChanged(*Known.Report);
        continue;
      }
    Job.What = UnitJob::Kind::Scan;
    Job.CacheKey.clear();
    Scans.push_back(std::move(Job));
    UnitOfScan.push_back(I);
  }
  if (Lines.empty())
    Scans.clear();
  Progress Bar("scanned", Scans.size());
  std::string Error = runJobs(
      Scans, O.Workers,
      [&](size_t Job, const UnitReport &Report, const WorkerFailure &Failure) {
        Bar.step(Scans[Job].TU.File);
        // What cannot be read whole may have read anything.
        Wanted[UnitOfScan[Job]] =
            Failure || !Report.Errors.empty() || ReadsChanged(Report);
        return true;
      });
  Bar.done();
  std::vector<Unit> Units;
  for (auto [I, U] : llvm::enumerate(P.Units))
    if (Wanted[I])
      Units.push_back(std::move(U));
  P.Units = std::move(Units);
  return Error;
}

} // namespace holdfast::driver
