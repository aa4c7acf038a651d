// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/MergeCommand.h"

#include "driver/Check.h"
#include "driver/Shard.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"

#include <set>

namespace holdfast::driver {

namespace json = llvm::json;

namespace {

struct Shard {
  std::string File;
  ShardRecord Record;
};

using Complaints = std::vector<std::string>;

} // namespace

static std::optional<ShardRecord> read(llvm::StringRef File,
                                       std::string &Error) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (std::error_code EC = Buffer.getError()) {
    Error = EC.message();
    return std::nullopt;
  }
  auto Value = json::parse((*Buffer)->getBuffer());
  if (!Value) {
    Error = llvm::toString(Value.takeError());
    return std::nullopt;
  }
  const json::Object *Report = Value->getAsObject();
  const json::Value *Member = Report ? Report->get("shard") : nullptr;
  if (!Member) {
    Error = "it is no report of 'holdfast check --shard I/N --format json'";
    return std::nullopt;
  }
  ShardRecord Record;
  json::Path::Root Root("shard");
  if (fromJSON(*Member, Record, Root))
    return Record;
  Error = llvm::toString(Root.getError());
  return std::nullopt;
}

/// What keeps \p B from being a part of the same whole as \p A.
static std::string difference(const Shard &A, const Shard &B) {
  const ShardRecord &X = A.Record, &Y = B.Record;
  if (X.Count != Y.Count)
    return fmt::format("'{}' is a shard of {}, '{}' one of {}", A.File, X.Count,
                       B.File, Y.Count);
  if (X.Program != Y.Program)
    return fmt::format("'{}' was written by holdfast {}, '{}' by holdfast {}",
                       A.File, X.Program, B.File, Y.Program);
  if (X.Root != Y.Root)
    return fmt::format("the sources of '{}' lay in '{}', those of '{}' in '{}'",
                       A.File, X.Root, B.File, Y.Root);
  if (X.Whole != Y.Whole || X.Total != Y.Total)
    return fmt::format("'{}' and '{}' were written for other translation "
                       "units, compile commands or options",
                       A.File, B.File);
  return "";
}

/// Every unit of the whole must be in one of \p Shards, and in no other.
static void missing(llvm::ArrayRef<Shard> Shards, Complaints &Wrong) {
  const ShardRecord &First = Shards.front().Record;
  std::vector<const Shard *> ByNumber(First.Count);
  std::vector<unsigned> Times(First.Total);
  for (const Shard &S : Shards) {
    const Shard *&Place = ByNumber[S.Record.Number - 1];
    if (Place)
      Wrong.push_back(fmt::format("'{}' and '{}' are both shard {} of {}",
                                  Place->File, S.File, S.Record.Number,
                                  S.Record.Count));
    Place = &S;
    for (const ShardUnit &U : S.Record.Units)
      ++Times[U.Number];
  }
  for (auto [Index, Place] : llvm::enumerate(ByNumber))
    if (!Place)
      Wrong.push_back(
          fmt::format("shard {0} of {1} is missing; 'holdfast check "
                      "--shard {0}/{1} --format json' gives it",
                      Index + 1, First.Count));
  // The cut depends on the sizes of the files.
  const size_t Astray =
      llvm::count_if(Times, [](unsigned Count) { return Count != 1; });
  if (Wrong.empty() && Astray)
    Wrong.push_back(fmt::format(
        "{} of {} translation units are in no shard or in two; the shards were "
        "made from different sources",
        Astray, First.Total));
}

/// All shards must have read the same files, and the report quotes them.
static void changed(llvm::ArrayRef<Shard> Shards, Sources &Texts,
                    Complaints &Wrong) {
  std::map<std::string, std::pair<std::string, const Shard *>> Hashes;
  std::set<std::string> Told;
  auto Tell = [&](const std::string &File, std::string Words) {
    if (Told.insert(File).second)
      Wrong.push_back(std::move(Words));
  };
  for (const Shard &S : Shards)
    for (const ShardUnit &U : S.Record.Units)
      for (const ReadFile &F : U.Outcome.Report.Files) {
        const auto &[Hash, Whose] =
            Hashes.try_emplace(F.File, F.Hash, &S).first->second;
        if (Hash != F.Hash)
          Tell(F.File, fmt::format("'{}' was not the same for '{}' and '{}'",
                                   F.File, Whose->File, S.File));
      }
  for (const Shard &S : Shards)
    for (const ShardUnit &U : S.Record.Units)
      for (const Diagnosis &D : U.Outcome.Report.Findings) {
        const auto Read = Hashes.find(realPath(D.File));
        if (Read == Hashes.end())
          continue;
        const std::string *Now = Texts.content(Read->first);
        if (!Now || hashOf(*Now) != Read->second.first)
          Tell(
              Read->first,
              fmt::format("'{}' is not here as the shards read it; merge where "
                          "the sources are",
                          Read->first));
      }
}

int runMerge(const Options &O) {
  if (O.Paths.empty())
    return usageError("no shard to merge; what 'holdfast check --shard I/N "
                      "--format json -o FILE' wrote is one");
  Complaints Wrong;
  std::vector<Shard> Shards;
  for (const std::string &File : O.Paths) {
    std::string Error;
    if (auto Record = read(File, Error); !Record)
      Wrong.push_back(
          fmt::format("cannot read the shard '{}': {}", File, Error));
    else if (Record->Number == 0 || Record->Number > Record->Count ||
             llvm::any_of(Record->Units, [&](const ShardUnit &U) {
               return U.Number >= Record->Total;
             }))
      Wrong.push_back(fmt::format("the shard '{}' is broken", File));
    else
      Shards.push_back({File, std::move(*Record)});
  }
  llvm::sort(Shards, [](const Shard &A, const Shard &B) {
    return std::tie(A.Record.Number, A.File) <
           std::tie(B.Record.Number, B.File);
  });
  Sources Texts;
  if (!Shards.empty()) {
    bool Agree = true;
    for (const Shard &S : llvm::drop_begin(Shards))
      if (std::string Words = difference(Shards.front(), S); !Words.empty()) {
        Wrong.push_back(std::move(Words));
        Agree = false;
      }
    if (Agree) {
      missing(Shards, Wrong);
      changed(Shards, Texts, Wrong);
    }
  }
  if (!Wrong.empty()) {
    for (const std::string &Words : Wrong)
      llvm::WithColor::error(llvm::errs(), "holdfast") << Words << '\n';
    llvm::errs() << "there is no report of the whole\n";
    return ExitIncomplete;
  }

  Plan P;
  P.Root = Shards.front().Record.Root;
  P.AllUnits = Shards.front().Record.AllUnits;
  P.Units.resize(Shards.front().Record.Total);
  for (const Shard &S : Shards)
    for (const ShardUnit &U : S.Record.Units)
      P.Units[U.Number].File = U.File;
  Merger Merge(P, Texts);
  for (Shard &S : Shards)
    for (ShardUnit &U : S.Record.Units)
      Merge.add(U.Number, std::move(U.Outcome));
  return report(O, P, Texts, Merge.finish());
}

} // namespace holdfast::driver
