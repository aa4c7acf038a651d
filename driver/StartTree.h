// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units that begin alike, to the word: which starts are worth a prelude?
#pragma once

#include "driver/Prelude.h"

#include "llvm/ADT/ArrayRef.h"

namespace holdfast::driver {

/// The starts that enough units have in common (driver/UnitStart.h), sorted
/// into a tree in which each adds an include to the one above it.
class StartTree {
public:
  /// \p Starts of units with the same flags; must outlive the tree.
  explicit StartTree(llvm::ArrayRef<std::vector<std::string>> Starts);

  /// Units that should be preprocessed, so that it is known of each start how
  /// much it brings.
  std::vector<size_t> samples() const;

  /// How many bytes each include of the sample \p Unit brings, in their order;
  /// those of its start are the first of them. Empty: it has no prelude.
  void weigh(size_t Unit, llvm::ArrayRef<uint64_t> Bytes);

  /// Each with its units. A start is not worth it that is less than a half of
  /// what its sample reads.
  std::vector<Prelude> choose() const;

private:
  struct Start {
    /// How many includes it is made of.
    size_t Length = 0;
    /// Those that begin with it, sorted.
    std::vector<size_t> Units;
    /// Longer ones.
    std::vector<size_t> Longer;
    double Bytes = 0;
  };

  /// Bytes that a choice saves, and what is chosen.
  struct Choice {
    double Saved = 0;
    std::vector<Prelude> Preludes;
  };

  std::vector<size_t> grow(llvm::ArrayRef<size_t> Units, size_t Length);
  Start *startWith(size_t Unit, llvm::ArrayRef<size_t> Among);
  Choice best(const Start &S) const;

  llvm::ArrayRef<std::vector<std::string>> Starts;
  /// Longer ones before the start that they continue.
  std::vector<Start> All;
  std::vector<size_t> Roots;
};

} // namespace holdfast::driver
