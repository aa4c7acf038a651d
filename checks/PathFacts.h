// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a path knows of the conditions that a function tests more than once:
// `if (async) t = start(); ... if (async) t.get();` has two paths, not four.
#pragma once

#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"

#include <cstdint>
#include <optional>

namespace holdfast {

/// The outcomes that a path has seen; 0 knows nothing.
using FactBits = uint32_t;

class PathFacts {
public:
  PathFacts(const clang::CFG &Cfg, const clang::ASTContext &Ctx);

  /// The facts behind the edge of \p Block on which its condition is
  /// \p Outcome; nullopt if they contradict \p Before.
  std::optional<FactBits> take(const clang::CFGBlock &Block, bool Outcome,
                               FactBits Before) const;
  /// \p Before without the facts that no path from \p Block asks for: with
  /// them gone, the paths that differ in nothing else are one.
  FactBits stillAsked(const clang::CFGBlock &Block, FactBits Before) const;
  /// True if after() may differ from what was known before \p S.
  bool mayChange(const clang::Stmt &S) const;
  /// The facts after \p S, which may assign to what a condition names.
  FactBits after(const clang::Stmt &S, FactBits Before) const;

private:
  struct Question {
    unsigned Index;
    bool Inverted;
  };
  void know(unsigned Index, bool Value, FactBits &Bits) const;
  void findAskedFrom();

  llvm::DenseMap<const clang::CFGBlock *, Question> Asked;
  /// The facts that are asked for in a block or behind it.
  llvm::DenseMap<const clang::CFGBlock *, FactBits> AskedFrom;
  /// Which questions name a variable.
  llvm::DenseMap<const clang::ValueDecl *, uint16_t> Names;
  /// The questions that are nothing but one variable.
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Flags;
};

} // namespace holdfast
