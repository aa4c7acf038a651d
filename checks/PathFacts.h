// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a path knows of the conditions that a function tests more than once:
// `if (async) t = start(); ... if (async) t.get();` has two paths, not four.
#pragma once

#include "checks/PathSubjects.h"

#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace holdfast {

/// The outcomes that a path has seen; 0 knows nothing.
using FactBits = uint32_t;

class PathFacts {
public:
  PathFacts(const clang::CFG &Cfg, const clang::ASTContext &Ctx);

  /// The facts behind the edge number \p Edge out of \p Block; nullopt if they
  /// contradict \p Before.
  std::optional<FactBits> take(const clang::CFGBlock &Block, unsigned Edge,
                               FactBits Before) const;
  /// \p Before without the facts that no path from \p Block asks for: with
  /// them gone, the paths that differ in nothing else are one.
  FactBits stillAsked(const clang::CFGBlock &Block, FactBits Before) const;
  /// True if after() may differ from what was known before \p S.
  bool mayChange(const clang::Stmt &S) const;
  /// The facts after \p S, which may assign to what a condition names.
  FactBits after(const clang::Stmt &S, FactBits Before) const;

private:
  /// A question of the function, and what it is about.
  struct Fact {
    PathQuestion Question;
    unsigned Subject;
  };
  /// The question that a block's condition is.
  struct Asking {
    unsigned Index;
    bool Inverted;
  };

  void keep(const PathSubject &S, unsigned Number);
  static bool isKnown(unsigned Index, FactBits Bits);
  static bool answer(unsigned Index, FactBits Bits);
  /// False if \p Bits say otherwise.
  bool know(unsigned Index, bool Answer, FactBits &Bits) const;
  /// The same for all questions about \p Subject, which is \p Value.
  bool knowValue(unsigned Subject, int64_t Value, FactBits &Bits) const;
  void lastEnumerator(unsigned Subject, FactBits &Bits) const;
  void findAskedFrom();

  const clang::ASTContext &Ctx;
  std::vector<Fact> Facts;
  llvm::DenseMap<const clang::CFGBlock *, Asking> Asked;
  /// The blocks that end in a switch, and its subject.
  llvm::DenseMap<const clang::CFGBlock *, unsigned> Switches;
  /// The facts that are asked for in a block or behind it.
  llvm::DenseMap<const clang::CFGBlock *, FactBits> AskedFrom;
  /// Which questions name a variable.
  llvm::DenseMap<const clang::ValueDecl *, uint16_t> Names;
  /// The subjects that are nothing but one variable.
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Flags;
};

} // namespace holdfast
