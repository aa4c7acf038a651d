// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SharedPreludes.h"

#include "driver/Prelude.h"
#include "driver/PreludeCommand.h"
#include "driver/Progress.h"
#include "driver/WholeFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

#include <map>

namespace holdfast::driver {

namespace fs = llvm::sys::fs;

SharedPreludes::~SharedPreludes() {
  if (!Folder.empty())
    (void)fs::remove_directories(Folder); // it is temporary
}

bool SharedPreludes::makeFolder() {
  llvm::SmallString<128> Path;
  if (fs::createUniqueDirectory("holdfast-prelude", Path))
    return false;
  Folder = Path.str().str();
  return true;
}

/// Numbers of the jobs, by the command that they share; only what is enough for
/// a prelude.
static std::vector<std::vector<size_t>> groups(llvm::ArrayRef<UnitJob> Jobs) {
  std::map<std::pair<std::string, std::vector<std::string>>,
           std::vector<size_t>>
      ByCommand;
  for (const auto &[Number, Job] : llvm::enumerate(Jobs))
    if (std::vector<std::string> Command = sharedCommand(Job.TU);
        !Command.empty())
      ByCommand[{Job.TU.Directory, std::move(Command)}].push_back(Number);
  std::vector<std::vector<size_t>> Enough;
  for (auto &[Command, Numbers] : ByCommand)
    if (Numbers.size() >= MinPreludeUnits)
      Enough.push_back(std::move(Numbers));
  return Enough;
}

/// What each job includes. Empty for those that are not in \p Numbers, cannot
/// be read, or are \p Answered.
static std::string survey(llvm::ArrayRef<UnitJob> Jobs,
                          llvm::ArrayRef<size_t> Numbers,
                          const WorkerLimits &Limits, const Arrival &Answered,
                          std::vector<std::vector<SystemInclude>> &Includes) {
  std::vector<UnitJob> Scans;
  for (size_t Number : Numbers) {
    Scans.push_back(Jobs[Number]);
    Scans.back().What = UnitJob::Kind::Survey;
  }
  Includes.resize(Jobs.size());
  Progress Bar("scanned", Scans.size());
  std::string Error =
      runJobs(Scans, Limits,
              [&](size_t Job, UnitReport Report, const WorkerFailure &Failure) {
                Bar.step(Scans[Job].TU.File);
                if (!Failure && Report.NamesNoTask)
                  return Answered(Numbers[Job], std::move(Report), Failure);
                if (!Failure && Report.Errors.empty())
                  Includes[Numbers[Job]] = std::move(Report.SystemIncludes);
                return true;
              });
  Bar.done();
  return Error;
}

static bool writeHeader(const std::string &File, const Prelude &P) {
  return !writeWhole(File, [&](llvm::raw_ostream &OS) {
    for (const std::string &Header : P.Headers)
      OS << "#include <" << Header << ">\n";
  });
}

std::string SharedPreludes::make(llvm::MutableArrayRef<UnitJob> Jobs,
                                 const WorkerLimits &Limits,
                                 const Arrival &Answered) {
  const std::vector<std::vector<size_t>> Groups = groups(Jobs);
  if (Groups.empty() || !makeFolder())
    return "";
  std::vector<size_t> Numbers;
  for (const std::vector<size_t> &Group : Groups)
    llvm::append_range(Numbers, Group);
  std::vector<std::vector<SystemInclude>> Includes;
  if (std::string Error = survey(Jobs, Numbers, Limits, Answered, Includes);
      !Error.empty())
    return Error;

  for (size_t Number : Numbers) // asked already
    Jobs[Number].Settings.Prefilter = false;

  std::vector<UnitJob> Compilations;
  std::vector<std::vector<size_t>> Readers;
  for (const std::vector<size_t> &Group : Groups) {
    std::vector<std::vector<SystemInclude>> OfGroup;
    for (size_t Number : Group)
      OfGroup.push_back(Includes[Number]);
    for (const Prelude &P : choosePreludes(OfGroup)) {
      UnitJob Job = Jobs[Group[P.Units.front()]];
      Job.What = UnitJob::Kind::Precompile;
      Job.CacheKey.clear();
      Job.Prelude = Folder + "/" + std::to_string(Compilations.size()) + ".pch";
      if (!writeHeader(Job.Prelude + ".h", P))
        return "";
      Compilations.push_back(std::move(Job));
      std::vector<size_t> &Who = Readers.emplace_back();
      for (size_t Unit : P.Units)
        Who.push_back(Group[Unit]);
    }
  }
  Progress Bar("precompiled", Compilations.size());
  std::string Error = runJobs(Compilations, Limits,
                              [&](size_t Number, const UnitReport &Report,
                                  const WorkerFailure &Failure) {
                                Bar.step(Compilations[Number].TU.File);
                                if (!Failure && Report.Errors.empty())
                                  for (size_t Job : Readers[Number])
                                    Jobs[Job].Prelude =
                                        Compilations[Number].Prelude;
                                return true;
                              });
  Bar.done();
  return Error;
}

} // namespace holdfast::driver
