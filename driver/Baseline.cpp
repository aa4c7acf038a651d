// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Baseline.h"

#include "driver/Check.h"
#include "driver/Run.h"
#include "driver/WholeFile.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <set>

namespace holdfast::driver {

namespace json = llvm::json;

namespace {

/// One finding of the baseline.
struct Row {
  std::string Fingerprint, Likeness, Check, File;
};

bool fromJSON(const json::Value &V, Row &R, json::Path P) {
  json::ObjectMapper M(V, P);
  return M && M.map("fingerprint", R.Fingerprint) &&
         M.map("likeness", R.Likeness) && M.map("check", R.Check) &&
         M.map("file", R.File);
}

struct Baseline {
  int64_t Version = 0;
  std::vector<Row> Findings;
};

bool fromJSON(const json::Value &V, Baseline &B, json::Path P) {
  json::ObjectMapper M(V, P);
  return M && M.map("version", B.Version) && M.map("baseline", B.Findings);
}

} // namespace

/// A finding on a line, so that a merge of two branches merges their baselines.
static void write(const RunResult &Result, llvm::raw_ostream &OS) {
  OS << "{\"version\": 1, \"baseline\": [";
  llvm::StringRef Comma = "\n";
  for (const MergedFinding &F : Result.Findings) {
    const std::string File =
        json::isUTF8(F.ShownFile) ? F.ShownFile : json::fixUTF8(F.ShownFile);
    OS << Comma
       << json::Value(json::Object{{"check", F.What.Check},
                                   {"file", File},
                                   {"fingerprint", F.Fingerprint},
                                   {"likeness", F.Likeness}});
    Comma = ",\n";
  }
  OS << "\n]}\n";
}

int runBaseline(const Options &O) {
  std::string Error;
  Sources Texts;
  RunResult Result;
  const std::optional<Plan> P = runAll(O, Texts, Result, Error);
  if (!P)
    return usageError(Error);
  if (O.OutputFile.empty()) {
    write(Result, llvm::outs());
  } else if (std::error_code EC =
                 writeWhole(O.OutputFile, [&](llvm::raw_ostream &OS) {
                   write(Result, OS);
                 })) {
    return usageError("cannot write '" + O.OutputFile + "': " + EC.message());
  }
  llvm::errs() << fmt::format("{} findings are in the baseline\n",
                              Result.Findings.size());
  if (Result.Errors.empty())
    return ExitClean;
  llvm::errs() << fmt::format(
      "{} of {} translation units have errors; what could not be found in them "
      "is not in the baseline\n",
      Result.Broken.size(), P->Units.size());
  return ExitIncomplete;
}

static std::optional<Baseline> read(llvm::StringRef File, std::string &Error) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (std::error_code EC = Buffer.getError()) {
    Error = fmt::format("cannot read the baseline '{}': {}", File.str(),
                        EC.message());
    return std::nullopt;
  }
  auto Value = json::parse((*Buffer)->getBuffer());
  Baseline B;
  json::Path::Root Root("baseline");
  if (!Value) {
    Error = llvm::toString(Value.takeError());
  } else if (!fromJSON(*Value, B, Root)) {
    Error = llvm::toString(Root.getError());
  } else if (B.Version != 1) {
    Error = fmt::format("its version is {}, expected 1", B.Version);
  } else {
    return B;
  }
  Error = fmt::format("'{}' is no baseline: {}; write it with 'holdfast "
                      "baseline -o {}'",
                      File.str(), Error, File.str());
  return std::nullopt;
}

bool applyBaseline(llvm::StringRef File, const Coverage &Seen, const Plan &P,
                   RunResult &Result, llvm::raw_ostream &Log,
                   std::string &Error) {
  const std::optional<Baseline> B = read(File, Error);
  if (!B)
    return false;
  auto PathOf = [&](const Row &R) { return absolutePath(R.File, P.Root); };
  auto IsGone = [&](const Row &R) { return !llvm::sys::fs::exists(PathOf(R)); };
  std::map<std::string, unsigned> Known, Moved;
  std::set<std::string> Files;
  for (const Row &R : B->Findings) {
    ++(IsGone(R) ? Moved[R.Likeness] : Known[R.Fingerprint]);
    Files.insert(R.File);
  }
  auto Take = [](std::map<std::string, unsigned> &From,
                 const std::string &Key) {
    const auto It = From.find(Key);
    if (It == From.end() || It->second == 0)
      return false;
    --It->second;
    return true;
  };
  const size_t Before = Result.Findings.size();
  llvm::erase_if(Result.Findings, [&](const MergedFinding &F) {
    return Take(Known, F.Fingerprint) ||
           (!Files.count(F.ShownFile) && Take(Moved, F.Likeness));
  });

  // What was not looked at today is not stale. A file that is gone may have got
  // a name that was not looked at either.
  std::map<std::pair<std::string, std::string>, size_t> Stale;
  size_t Count = 0;
  for (const Row &R : B->Findings)
    if (IsGone(R) ? Seen.whole() && Take(Moved, R.Likeness)
                  : Seen.covers(realPath(PathOf(R)), R.Check) &&
                        Take(Known, R.Fingerprint)) {
      ++Stale[{R.File, R.Check}];
      ++Count;
    }
  Log << fmt::format("{} findings are in the baseline '{}'\n",
                     Before - Result.Findings.size(), File.str());
  if (Count)
    Log << fmt::format("{} findings of the baseline are gone: write it anew "
                       "with 'holdfast baseline -o {}'\n",
                       Count, File.str());
  for (const auto &[Row, Times] : Stale)
    Log << fmt::format("  {}: {} of {}\n", Row.first, Times, Row.second);
  return true;
}

} // namespace holdfast::driver
