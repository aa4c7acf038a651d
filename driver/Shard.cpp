// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Shard.h"

#include "driver/Identity.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

namespace json = llvm::json;

static uint64_t costOf(const Unit &U) {
  uint64_t Size = 0;
  (void)llvm::sys::fs::file_size(U.File, Size); // unreadable: told later
  return expectedCost(Size);
}

static std::string hashOfJob(const Unit &U, const AnalysisSettings &Settings) {
  UnitJob Job;
  Job.TU = U;
  Job.Settings = Settings;
  std::string Text;
  llvm::raw_string_ostream(Text) << toJSON(Job);
  return hashOf(Text);
}

void takeShard(ShardNumber Shard, const AnalysisSettings &Settings, Plan &P) {
  PartOf Part;
  Part.Shard = Shard;
  Part.Total = P.Units.size();
  std::string Hashes;
  std::vector<std::pair<uint64_t, size_t>> ByCost;
  for (auto [Number, U] : llvm::enumerate(P.Units)) {
    Hashes += hashOfJob(U, Settings);
    ByCost.emplace_back(costOf(U), Number);
  }
  Part.Whole = hashOf(Hashes);
  // The costliest first, each to whom has least so far. The plan is sorted, so
  // equals come in the same order everywhere.
  llvm::sort(ByCost, [](const auto &A, const auto &B) {
    return std::tie(B.first, A.second) < std::tie(A.first, B.second);
  });
  std::vector<uint64_t> Loads(Shard.Count);
  for (const auto &[Cost, Number] : ByCost) {
    auto Least = llvm::min_element(Loads);
    *Least += Cost;
    if (Least - Loads.begin() == Shard.Number - 1)
      Part.Numbers.push_back(Number);
  }
  llvm::sort(Part.Numbers);
  std::vector<Unit> Units;
  for (size_t Number : Part.Numbers)
    Units.push_back(P.Units[Number]);
  P.Units = std::move(Units);
  P.Part = std::move(Part);
}

json::Value shardRecord(const Plan &P, const RunResult &Result) {
  json::Array Units;
  for (auto [U, Number, Outcome] :
       llvm::zip_equal(P.Units, P.Part->Numbers, Result.Outcomes)) {
    UnitReport Report = Outcome.Report;
    Report.Stats = {}; // two runs over the same code give the same bytes
    const std::string Shown = shownPath(realPath(U.File), P.Root);
    Units.push_back(json::Object{
        {"number", Number},
        {"name", json::isUTF8(Shown) ? Shown : json::fixUTF8(Shown)},
        {"file", bytes(U.File)},
        {"report", Report},
        {"failureKind", Outcome.FailureKind},
        {"failure", json::isUTF8(Outcome.Failure)
                        ? Outcome.Failure
                        : json::fixUTF8(Outcome.Failure)}});
  }
  return json::Object{
      {"number", P.Part->Shard.Number}, {"count", P.Part->Shard.Count},
      {"program", programIdentity()},   {"whole", P.Part->Whole},
      {"total", P.Part->Total},         {"root", bytes(P.Root)},
      {"allUnits", P.AllUnits},         {"units", std::move(Units)}};
}

static bool fromJSON(const json::Value &V, ShardUnit &U, json::Path P) {
  json::ObjectMapper M(V, P);
  return M && M.map("number", U.Number) && M.map("file", U.File) &&
         M.map("report", U.Outcome.Report) &&
         M.map("failureKind", U.Outcome.FailureKind) &&
         M.map("failure", U.Outcome.Failure) && takeBytes(U.File);
}

bool fromJSON(const json::Value &V, ShardRecord &R, json::Path P) {
  json::ObjectMapper M(V, P);
  return M && M.map("number", R.Number) && M.map("count", R.Count) &&
         M.map("program", R.Program) && M.map("whole", R.Whole) &&
         M.map("total", R.Total) && M.map("root", R.Root) &&
         M.map("allUnits", R.AllUnits) && M.map("units", R.Units) &&
         takeBytes(R.Root);
}

} // namespace holdfast::driver
