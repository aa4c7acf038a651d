// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Stats.h"

#include "fmt/format.h"
#include "llvm/Support/WithColor.h"

#include <set>

namespace holdfast::driver {

static std::string share(double Part, double Whole) {
  return Whole > 0 ? fmt::format(" ({:.1f} %)", 100 * Part / Whole) : "";
}

/// Loud: nothing was reported there, and nothing was shown to be right.
static void writeGivenUp(const RunResult &Result, const Plan &P,
                         llvm::raw_ostream &OS) {
  std::set<std::tuple<std::string, unsigned, std::string, std::string>> All;
  for (const UnitStats &S : Result.Stats)
    for (const GivenUp &G : S.Spent)
      All.emplace(shownPath(realPath(G.File), P.Root), G.Line, G.Function,
                  G.Check);
  for (const auto &[File, Line, Function, Check] : All)
    llvm::WithColor::warning(OS, "holdfast") << fmt::format(
        "{}:{}: '{}' has more paths than {} may follow; its handles were not "
        "all followed\n",
        File, Line, Function, Check);
}

void writeStats(const RunResult &Result, const Plan &P, llvm::raw_ostream &OS) {
  UnitStats Sum;
  size_t Costliest = 0, WithPrelude = 0;
  std::vector<std::string> Misfits;
  for (size_t I = 0; I < Result.Stats.size(); ++I) {
    const UnitStats &S = Result.Stats[I];
    Sum.All += S.All;
    Sum.Checks += S.Checks;
    WithPrelude += S.WithPrelude;
    if (!S.Misfit.empty())
      Misfits.push_back(
          fmt::format("  {}: {}\n",
                      shownPath(realPath(P.Units[I].File), P.Root), S.Misfit));
    for (const auto &[Check, Seconds] : S.ByCheck)
      Sum.ByCheck[Check] += Seconds;
    if (S.All > Result.Stats[Costliest].All)
      Costliest = I;
  }
  OS << fmt::format("{} translation units, {} with errors, {} findings\n",
                    P.Units.size(), Result.Broken.size(),
                    Result.Findings.size());
  if (WithPrelude)
    OS << fmt::format("{} began with a prelude, which did not fit {} of them\n",
                      WithPrelude, Misfits.size());
  for (const std::string &Line : Misfits)
    OS << Line;
  if (Result.NotParsed)
    OS << fmt::format("{} of {} units cannot name a task and were not parsed\n",
                      Result.NotParsed, P.Units.size());
  OS << fmt::format("{:9.3f} s of CPU\n", Sum.All);
  OS << fmt::format("{:9.3f} s of it in the checks{}\n", Sum.Checks,
                    share(Sum.Checks, Sum.All));
  double Told = 0;
  for (const auto &[Check, Seconds] : Sum.ByCheck) {
    OS << fmt::format("{:11.3f} s {}\n", Seconds, Check);
    Told += Seconds;
  }
  if (!Sum.ByCheck.empty())
    OS << fmt::format("{:11.3f} s the walk over the code\n", Sum.Checks - Told);
  if (!Result.Stats.empty()) {
    const UnitStats &Most = Result.Stats[Costliest];
    OS << fmt::format(
        "{:9.3f} s the costliest unit, {}, with {:.3f} s in the checks{}\n",
        Most.All, shownPath(realPath(P.Units[Costliest].File), P.Root),
        Most.Checks, share(Most.Checks, Most.All));
  }
  writeGivenUp(Result, P, OS);
}

} // namespace holdfast::driver
