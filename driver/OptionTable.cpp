// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/OptionTable.h"

#include "driver/Configuration.h"
#include "driver/Suppress.h"

#include "fmt/format.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"

namespace holdfast::driver {

namespace {

std::string oneOf(llvm::StringRef Value, std::string &Target,
                  std::initializer_list<llvm::StringRef> Words) {
  if (!llvm::is_contained(Words, Value))
    return fmt::format("'{}' is none of: {}", Value.str(),
                       llvm::join(Words, ", "));
  Target = Value.str();
  return "";
}

std::string oneOf(llvm::StringRef Value, const Format *&Target,
                  llvm::ArrayRef<Format> Rows) {
  std::vector<std::string> Names;
  for (const Format &F : Rows) {
    if (F.Name == Value) {
      Target = &F;
      return "";
    }
    Names.push_back(F.Name.str());
  }
  return fmt::format("'{}' is none of: {}", Value.str(),
                     llvm::join(Names, ", "));
}

/// Reads `500m`, `2g` or a number of bytes.
std::string sizeOf(llvm::StringRef V, uint64_t &Bytes) {
  auto Policy = llvm::parseCachePruningPolicy(("cache_size_bytes=" + V).str());
  if (!Policy) {
    llvm::consumeError(Policy.takeError());
    return fmt::format("'{}' is no size such as 500m or 2g", V.str());
  }
  Bytes = Policy->MaxSizeBytes;
  return "";
}

} // namespace

static const OptionRow Rows[] = {
    {"-p", "BUILD", "cfsbi", "folder with compile_commands.json",
     [](Options &O, llvm::StringRef V) {
       O.BuildDirectory = V.str();
       return std::string();
     }},
    {"--checks", "GLOBS", "cfsb",
     "comma-separated checks, '*' and a leading '-' as in clang-tidy",
     [](Options &O, llvm::StringRef V) {
       O.Settings.Checks = V.str();
       return checkGlobs(V);
     }},
    {"-j", "N", "cfsb", "translation units at a time (default: one per core)",
     [](Options &O, llvm::StringRef V) -> std::string {
       if (V.getAsInteger(10, O.Workers.Count) || O.Workers.Count == 0)
         return fmt::format("'{}' is not a number from 1 up", V.str());
       return "";
     }},
    {"--timeout", "SECONDS", "cfsb",
     "end a worker that takes longer for one unit (default: 900; 0: never)",
     [](Options &O, llvm::StringRef V) -> std::string {
       if (V.getAsInteger(10, O.Workers.Seconds))
         return fmt::format("'{}' is no number of seconds", V.str());
       return "";
     }},
    {"--memory", "SIZE", "cfsb",
     "end a worker that needs more, such as 4g (default: what the machine has; "
     "0: never)",
     [](Options &O, llvm::StringRef V) { return sizeOf(V, O.Workers.Bytes); }},
    {"--format", "FORMAT", "cm",
     "text (default), json, sarif, github, gitlab, junit or html",
     [](Options &O, llvm::StringRef V) {
       return oneOf(V, O.Output, formats());
     }},
    {"-o", "FILE", "cbm", "write the report to FILE",
     [](Options &O, llvm::StringRef V) {
       O.OutputFile = V.str();
       return std::string();
     }},
    {"--baseline", "FILE", "cm",
     "report only what 'holdfast baseline' did not find",
     [](Options &O, llvm::StringRef V) {
       O.Baseline = V.str();
       return std::string();
     }},
    {"--stale-nolint", "", "cm",
     "also report each NOLINT that silences nothing any more",
     [](Options &O, llvm::StringRef) {
       O.StaleNolint = true;
       return std::string();
     }},
    {"--fail-on", "LEVEL", "cm",
     "warning (default): findings give exit status 1; never: they do not",
     [](Options &O, llvm::StringRef V) {
       std::string Word;
       std::string Wrong = oneOf(V, Word, {"warning", "never"});
       O.FailOnWarning = Word == "warning";
       return Wrong;
     }},
    {"--since", "REV", "c",
     "report only what lies in lines that differ from git's REV",
     [](Options &O, llvm::StringRef V) {
       O.Since = V.str();
       return std::string();
     }},
    {"--lines", "FILE:A-B", "c",
     "report only what lies in these lines; may be given often",
     [](Options &O, llvm::StringRef V) {
       O.Lines.push_back(V.str());
       return std::string();
     }},
    {"--shard", "I/N", "c",
     "analyse part I of N; 'holdfast merge' makes one report of the parts",
     [](Options &O, llvm::StringRef V) -> std::string {
       const auto [Number, Count] = V.split('/');
       ShardNumber S;
       if (Number.getAsInteger(10, S.Number) ||
           Count.getAsInteger(10, S.Count) || S.Number == 0 ||
           S.Number > S.Count)
         return fmt::format("'{}' is not I/N with I from 1 to N", V.str());
       O.Shard = S;
       return "";
     }},
    {"--stats", "", "c",
     "say on standard error what the run cost and what it gave up",
     [](Options &O, llvm::StringRef) {
       O.Settings.Stats = true;
       return std::string();
     }},
    {"--no-skip-bodies", "", "cfsb",
     "parse the function bodies of system headers too (slower)",
     [](Options &O, llvm::StringRef) {
       O.Settings.SkipBodies = false;
       return std::string();
     }},
    {"--no-prelude", "", "cfsb",
     "do not precompile headers that several units begin with (slower)",
     [](Options &O, llvm::StringRef) {
       O.Settings.SharePreludes = false;
       return std::string();
     }},
    {"--no-prefilter", "", "cfsb",
     "parse also the units that cannot name a task (slower)",
     [](Options &O, llvm::StringRef) {
       O.Settings.Prefilter = false;
       return std::string();
     }},
    {"--no-cache", "", "cfsb", "analyse everything, and keep no result",
     [](Options &O, llvm::StringRef) {
       O.UseCache = false;
       return std::string();
     }},
    {"--cache-dir", "DIR", "cfsb",
     "where results are kept (default: holdfast in $XDG_CACHE_HOME)",
     [](Options &O, llvm::StringRef V) {
       O.CacheFolder = V.str();
       return std::string();
     }},
    {"--cache-size", "SIZE", "cfsb",
     "how large that may get, such as 500m or 2g (default: 2g)",
     [](Options &O, llvm::StringRef V) -> std::string {
       uint64_t Bytes = 0;
       if (std::string Wrong = sizeOf(V, Bytes); !Wrong.empty())
         return Wrong;
       if (Bytes == 0)
         return "'0' keeps nothing; --no-cache says that";
       O.CacheSize = Bytes;
       return "";
     }},
    {"--with", "FAMILY", "f",
     "auto, group, tracked-set or await: who is to own the task",
     [](Options &O, llvm::StringRef V) {
       return oneOf(V, O.Settings.FixFamily,
                    {"auto", "group", "tracked-set", "await"});
     }},
    {"--tier", "TIER", "f",
     "safe or suggest: how far a fix may change the program",
     [](Options &O, llvm::StringRef V) {
       return oneOf(V, O.Settings.FixTier, {"safe", "suggest"});
     }},
    {"--diff", "", "fs", "print the changes as a diff and write nothing",
     [](Options &O, llvm::StringRef) {
       O.Diff = true;
       return std::string();
     }},
    {"--reason", "TEXT", "s", "why the findings may stay, in one line",
     [](Options &O, llvm::StringRef V) {
       O.Reason = V.trim().str();
       return wrongReason(V);
     }},
    {"--interactive", "", "f", "ask for each finding which fix is made",
     [](Options &O, llvm::StringRef) {
       O.Interactive = true;
       return std::string();
     }},
    {"--no-verify", "", "f",
     "do not compile the fixed files before writing them",
     [](Options &O, llvm::StringRef) {
       O.Verify = false;
       return std::string();
     }},
    {"--runtime-include", "DIR", "f",
     "where <holdfast/...> is, for code that does not include it yet",
     [](Options &O, llvm::StringRef V) {
       O.RuntimeInclude = V.str();
       return std::string();
     }},
    {"--allow-dirty", "", "fs", "also change files with uncommitted changes",
     [](Options &O, llvm::StringRef) {
       O.AllowDirty = true;
       return std::string();
     }},
};

llvm::ArrayRef<OptionRow> optionRows() { return Rows; }

} // namespace holdfast::driver
