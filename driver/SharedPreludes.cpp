// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SharedPreludes.h"

#include "driver/Prelude.h"
#include "driver/PreludeCommand.h"
#include "driver/Progress.h"
#include "driver/StartTree.h"
#include "driver/UnitStart.h"
#include "driver/WholeFile.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

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

static std::vector<std::string> startOf(const Unit &U) {
  const auto Text = llvm::MemoryBuffer::getFile(U.File);
  return Text ? startOf((*Text)->getBuffer(),
                        llvm::sys::path::parent_path(U.File))
              : std::vector<std::string>();
}

static bool writeHeader(const std::string &File, const Prelude &P) {
  return !writeWhole(File, [&](llvm::raw_ostream &OS) {
    for (const std::string &Header : P.Headers)
      OS << "#include " << Header << '\n';
  });
}

namespace {

/// One way from the jobs to their preludes.
class Maker {
public:
  Maker(llvm::MutableArrayRef<UnitJob> Jobs, const WorkerLimits &Limits,
        const Arrival &Answered)
      : Jobs(Jobs), Limits(Limits), Answered(Answered), Surveyed(Jobs.size()),
        Reports(Jobs.size()) {}

  /// Chooses preludes for \p Groups of jobs: those that begin alike get their
  /// start, the others what headers of others they have in common.
  std::string choose(std::vector<std::vector<size_t>> Groups);

  /// Precompiles what was chosen, in \p Folder.
  std::string precompile(const std::string &Folder);

private:
  std::string survey(llvm::ArrayRef<size_t> Numbers);
  std::string chooseStarts(std::vector<std::vector<size_t>> &Groups);
  void take(llvm::ArrayRef<size_t> Group, Prelude P);

  llvm::MutableArrayRef<UnitJob> Jobs;
  const WorkerLimits &Limits;
  const Arrival &Answered;
  llvm::BitVector Surveyed;
  /// Of those that were surveyed; empty for those that could not be read, or
  /// are answered.
  std::vector<UnitReport> Reports;
  std::vector<Prelude> Chosen;
};

} // namespace

/// Asks what each of \p Numbers includes.
std::string Maker::survey(llvm::ArrayRef<size_t> Numbers) {
  std::vector<UnitJob> Scans;
  for (size_t Number : Numbers) {
    Scans.push_back(Jobs[Number]);
    Scans.back().What = UnitJob::Kind::Survey;
  }
  Progress Bar("scanned", Scans.size());
  std::string Error =
      runJobs(Scans, Limits,
              [&](size_t Job, UnitReport Report, const WorkerFailure &Failure) {
                Bar.step(Scans[Job].TU.File);
                Surveyed.set(Numbers[Job]);
                Jobs[Numbers[Job]].Settings.Prefilter = false; // asked already
                if (!Failure && Report.NamesNoTask)
                  return Answered(Numbers[Job], std::move(Report), Failure);
                if (!Failure && Report.Errors.empty())
                  Reports[Numbers[Job]] = std::move(Report);
                return true;
              });
  Bar.done();
  return Error;
}

/// \p P speaks of the numbers of \p Group.
void Maker::take(llvm::ArrayRef<size_t> Group, Prelude P) {
  for (size_t &Unit : P.Units)
    Unit = Group[Unit];
  Chosen.push_back(std::move(P));
}

/// Leaves in \p Groups the jobs that got none.
std::string Maker::chooseStarts(std::vector<std::vector<size_t>> &Groups) {
  std::vector<std::vector<std::vector<std::string>>> Starts(Groups.size());
  std::vector<StartTree> Trees;
  std::vector<size_t> Samples;
  for (const auto &[Group, Its] : llvm::zip_equal(Groups, Starts)) {
    for (size_t Number : Group)
      Its.push_back(startOf(Jobs[Number].TU));
    for (size_t Unit : Trees.emplace_back(Its).samples())
      Samples.push_back(Group[Unit]);
  }
  if (std::string Error = survey(Samples); !Error.empty())
    return Error;
  for (const auto &[Group, Tree] : llvm::zip_equal(Groups, Trees)) {
    for (size_t Unit : Tree.samples())
      Tree.weigh(Unit, Reports[Group[Unit]].IncludedBytes);
    llvm::BitVector Taken(Jobs.size());
    for (Prelude &P : Tree.choose()) {
      take(Group, std::move(P));
      for (size_t Number : Chosen.back().Units)
        Taken.set(Number);
    }
    llvm::erase_if(Group, [&](size_t Number) { return Taken[Number]; });
  }
  return "";
}

std::string Maker::choose(std::vector<std::vector<size_t>> Groups) {
  if (std::string Error = chooseStarts(Groups); !Error.empty())
    return Error;
  std::vector<size_t> Unknown;
  for (const std::vector<size_t> &Group : Groups)
    if (Group.size() >= MinPreludeUnits)
      llvm::copy_if(Group, std::back_inserter(Unknown),
                    [&](size_t Number) { return !Surveyed[Number]; });
  if (std::string Error = survey(Unknown); !Error.empty())
    return Error;
  for (const std::vector<size_t> &Group : Groups) {
    std::vector<std::vector<SystemInclude>> Includes;
    for (size_t Number : Group)
      Includes.push_back(Reports[Number].SystemIncludes);
    for (Prelude &P : choosePreludes(Includes))
      take(Group, std::move(P));
  }
  return "";
}

std::string Maker::precompile(const std::string &Folder) {
  std::vector<UnitJob> Compilations;
  for (const Prelude &P : Chosen) {
    UnitJob &Job = Compilations.emplace_back(Jobs[P.Units.front()]);
    Job.What = UnitJob::Kind::Precompile;
    Job.CacheKey.clear();
    Job.Prelude =
        Folder + "/" + std::to_string(Compilations.size() - 1) + ".pch";
    if (!writeHeader(Job.Prelude + ".h", P))
      return "";
  }
  Progress Bar("precompiled", Compilations.size());
  std::string Error = runJobs(Compilations, Limits,
                              [&](size_t Number, const UnitReport &Report,
                                  const WorkerFailure &Failure) {
                                Bar.step(Compilations[Number].TU.File);
                                if (!Failure && Report.Errors.empty())
                                  for (size_t Job : Chosen[Number].Units)
                                    Jobs[Job].Prelude =
                                        Compilations[Number].Prelude;
                                return true;
                              });
  Bar.done();
  return Error;
}

std::string SharedPreludes::make(llvm::MutableArrayRef<UnitJob> Jobs,
                                 const WorkerLimits &Limits,
                                 const Arrival &Answered) {
  std::vector<std::vector<size_t>> Groups = groups(Jobs);
  if (Groups.empty() || !makeFolder())
    return "";
  Maker Work(Jobs, Limits, Answered);
  std::string Error = Work.choose(std::move(Groups));
  return Error.empty() ? Work.precompile(Folder) : Error;
}

} // namespace holdfast::driver
