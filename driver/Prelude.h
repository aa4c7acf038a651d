// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units that begin alike: which headers of others do they have in common?
//
// Most of a unit's time goes into such headers. What several units include is
// precompiled once, as a "prelude", and read by each of them.
#pragma once

#include "driver/Report.h"

#include "llvm/ADT/ArrayRef.h"

namespace holdfast::driver {

struct Prelude {
  /// As they are written behind `#include`: `<vector>`; in the order of the
  /// first unit.
  std::vector<std::string> Headers;
  /// Numbers of the units that include all of them.
  std::vector<size_t> Units;
};

/// Fewer units than these gain nothing: one pass over the headers makes the
/// prelude, and each unit is preprocessed to find out.
constexpr size_t MinPreludeUnits = 4;

/// What \p Units units save if \p Bytes are read once for all of them.
double savedByPrelude(size_t Units, double Bytes);
/// Is that worth a file of its own?
bool paysAsPrelude(size_t Units, double Bytes);

/// Sorts units, each with what it includes, into preludes so that most bytes
/// are read from them; by a greedy search, since the best sorting is hard to
/// find. A unit is in one prelude or in none.
std::vector<Prelude>
choosePreludes(llvm::ArrayRef<std::vector<SystemInclude>> Units);

} // namespace holdfast::driver
