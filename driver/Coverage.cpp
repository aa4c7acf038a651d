// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Coverage.h"

#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

Coverage::Coverage(const Plan &P, const RunResult &Result,
                   const ChangedLines *Lines)
    : Result(Result), Whole(P.AllUnits && Result.Broken.empty() && !Lines) {
  std::set<std::string> Mains;
  for (const Unit &U : P.Units)
    Mains.insert(realPath(U.File));
  const std::set<size_t> Broken(Result.Broken.begin(), Result.Broken.end());
  // One that crashed may have read anything.
  const bool Unknown = llvm::any_of(
      Broken, [&](size_t Unit) { return Result.Files[Unit].empty(); });
  std::set<std::string> Doubtful;
  for (const size_t Unit : Broken) {
    Doubtful.insert(realPath(P.Units[Unit].File));
    for (const ReadFile &F : Result.Files[Unit])
      Doubtful.insert(F.File);
  }
  for (auto [Unit, Files] : llvm::enumerate(Result.Files))
    for (const ReadFile &F : Files) {
      // A header may be read by units that are not among these.
      const bool All =
          P.AllUnits && !Unknown && (!Lines || Lines->contains(F.File));
      if (!Doubtful.count(F.File) && (All || Mains.count(F.File)))
        Readers[F.File].push_back(Unit);
    }
}

bool Coverage::covers(const std::string &File, const std::string &Check) const {
  const auto At = Readers.find(File);
  return At != Readers.end() && llvm::any_of(At->second, [&](size_t Unit) {
           return llvm::is_contained(Result.Checks[Unit], Check);
         });
}

bool Coverage::covers(const std::string &File, const std::string &Check,
                      unsigned Line) const {
  const auto At = Readers.find(File);
  return At != Readers.end() && llvm::any_of(At->second, [&](size_t Unit) {
           return llvm::is_contained(Result.Checks[Unit], Check) &&
                  llvm::none_of(Result.Skipped[Unit], [&](const LineRange &R) {
                    return R.File == File && R.First <= Line && Line <= R.Last;
                  });
         });
}

} // namespace holdfast::driver
