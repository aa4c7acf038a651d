// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Prelude.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

#include <map>

namespace holdfast::driver {

namespace {

struct Header {
  std::string Name;
  uint64_t Bytes = 0;
  /// Who includes it.
  llvm::BitVector Units;
};

} // namespace

double savedByPrelude(size_t Units, double Bytes) {
  return (static_cast<double>(Units) - 1.5) * Bytes;
}

bool paysAsPrelude(size_t Units, double Bytes) {
  constexpr double MinBytes = 100'000;
  return Units >= MinPreludeUnits && Bytes >= MinBytes;
}

static std::vector<Header>
headersOf(llvm::ArrayRef<std::vector<SystemInclude>> Units) {
  std::map<std::string, Header> ByName;
  for (const auto &[Number, Includes] : llvm::enumerate(Units))
    for (const SystemInclude &I : Includes) {
      Header &H = ByName[I.Name];
      H.Name = I.Name;
      // Behind another one it brings less.
      H.Bytes = std::max(H.Bytes, I.Bytes);
      H.Units.resize(Units.size());
      H.Units.set(Number);
    }
  std::vector<Header> Headers;
  for (auto &[Name, H] : ByName)
    Headers.push_back(std::move(H));
  return Headers;
}

namespace {

/// A prelude that grows by one header after the other.
class Growing {
public:
  Growing(llvm::ArrayRef<Header> Headers, const llvm::BitVector &Free)
      : Headers(Headers), Units(Free), Taken(Headers.size()) {
    while (growByBest())
      ;
  }

  bool pays() const { return paysAsPrelude(Units.count(), Bytes); }
  const llvm::BitVector &units() const { return Units; }
  bool has(llvm::StringRef Name) const {
    return llvm::any_of(Taken.set_bits(),
                        [&](unsigned I) { return Headers[I].Name == Name; });
  }

private:
  bool growByBest() {
    double Best = Taken.any() ? savedByPrelude(Units.count(), Bytes) : 0;
    std::optional<size_t> Chosen;
    for (size_t I = 0; I < Headers.size(); ++I) {
      if (Taken[I])
        continue;
      llvm::BitVector Both = Units;
      Both &= Headers[I].Units;
      const double Gain = savedByPrelude(
          Both.count(), Bytes + static_cast<double>(Headers[I].Bytes));
      // One that all have costs nothing, even if others bring it already.
      if (Gain > Best || (Gain == Best && Gain > 0 && !Chosen)) {
        Best = Gain;
        Chosen = I;
      }
    }
    if (!Chosen)
      return false;
    Taken.set(*Chosen);
    Units &= Headers[*Chosen].Units;
    Bytes += static_cast<double>(Headers[*Chosen].Bytes);
    return true;
  }

  llvm::ArrayRef<Header> Headers;
  llvm::BitVector Units, Taken;
  double Bytes = 0;
};

} // namespace

std::vector<Prelude>
choosePreludes(llvm::ArrayRef<std::vector<SystemInclude>> Units) {
  const std::vector<Header> Headers = headersOf(Units);
  llvm::BitVector Free(Units.size(), true);
  std::vector<Prelude> All;
  while (Free.count() >= MinPreludeUnits) {
    const Growing Found(Headers, Free);
    if (!Found.pays())
      break;
    Prelude P;
    for (unsigned Unit : Found.units().set_bits())
      P.Units.push_back(Unit);
    for (const SystemInclude &I : Units[P.Units.front()])
      if (Found.has(I.Name))
        P.Headers.push_back("<" + I.Name + ">");
    Free.reset(Found.units());
    All.push_back(std::move(P));
  }
  return All;
}

} // namespace holdfast::driver
