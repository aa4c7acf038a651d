// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/StartTree.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace holdfast::driver {

StartTree::StartTree(llvm::ArrayRef<std::vector<std::string>> Starts)
    : Starts(Starts) {
  std::vector<size_t> Units(Starts.size());
  std::iota(Units.begin(), Units.end(), size_t{0});
  Roots = grow(Units, 0);
}

/// The starts of one include more than \p Length, which \p Units have in
/// common.
std::vector<size_t> StartTree::grow(llvm::ArrayRef<size_t> Units,
                                    size_t Length) {
  std::map<llvm::StringRef, std::vector<size_t>> ByNext;
  for (size_t Unit : Units)
    if (Starts[Unit].size() > Length)
      ByNext[Starts[Unit][Length]].push_back(Unit);
  std::vector<size_t> Grown;
  for (auto &[Next, With] : ByNext) {
    if (With.size() < MinPreludeUnits)
      continue;
    Start S;
    S.Length = Length + 1;
    S.Units = std::move(With);
    S.Longer = grow(S.Units, S.Length);
    // One that all of its units continue in the same way is of no use.
    if (S.Longer.size() == 1 &&
        All[S.Longer.front()].Units.size() == S.Units.size()) {
      Grown.push_back(S.Longer.front());
      continue;
    }
    Grown.push_back(All.size());
    All.push_back(std::move(S));
  }
  return Grown;
}

std::vector<size_t> StartTree::samples() const {
  std::vector<size_t> Units;
  for (const Start &S : All)
    if (S.Longer.empty())
      Units.push_back(S.Units.front());
  return Units;
}

StartTree::Start *StartTree::startWith(size_t Unit,
                                       llvm::ArrayRef<size_t> Among) {
  for (size_t I : Among)
    if (std::binary_search(All[I].Units.begin(), All[I].Units.end(), Unit))
      return &All[I];
  return nullptr;
}

void StartTree::weigh(size_t Unit, llvm::ArrayRef<uint64_t> Bytes) {
  const double Whole = std::accumulate(Bytes.begin(), Bytes.end(), 0.0);
  for (Start *S = startWith(Unit, Roots); S; S = startWith(Unit, S->Longer)) {
    const double Part = std::accumulate(
        Bytes.begin(), Bytes.begin() + std::min(S->Length, Bytes.size()), 0.0);
    if (Part * 2 >= Whole)
      S->Bytes = std::max(S->Bytes, Part);
  }
}

StartTree::Choice StartTree::best(const Start &S) const {
  Choice Longer;
  std::vector<size_t> Rest = S.Units;
  for (size_t Next : S.Longer) {
    Choice C = best(All[Next]);
    Longer.Saved += C.Saved;
    for (Prelude &P : C.Preludes) {
      std::vector<size_t> Left;
      std::set_difference(Rest.begin(), Rest.end(), P.Units.begin(),
                          P.Units.end(), std::back_inserter(Left));
      Rest = std::move(Left);
      Longer.Preludes.push_back(std::move(P));
    }
  }
  const auto With = [&](Choice Before, std::vector<size_t> Units) {
    if (!paysAsPrelude(Units.size(), S.Bytes))
      return Before;
    Before.Saved += savedByPrelude(Units.size(), S.Bytes);
    const std::vector<std::string> &Start = Starts[Units.front()];
    Before.Preludes.push_back(
        {{Start.begin(), Start.begin() + S.Length}, std::move(Units)});
    return Before;
  };
  Choice Alone = With({}, S.Units);
  Choice Both = With(std::move(Longer), std::move(Rest));
  return Alone.Saved >= Both.Saved ? Alone : Both;
}

std::vector<Prelude> StartTree::choose() const {
  std::vector<Prelude> Chosen;
  for (size_t Root : Roots)
    for (Prelude &P : best(All[Root]).Preludes)
      Chosen.push_back(std::move(P));
  return Chosen;
}

} // namespace holdfast::driver
