// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clang's CFG of a function, with what happens to handles in each block.
#pragma once

#include "checks/HandleUses.h"
#include "checks/PathFacts.h"

#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <memory>
#include <optional>
#include <vector>

namespace holdfast {

/// Something that happens to handles in a block, in the order of its elements.
struct FlowEvent {
  enum class Kind {
    /// The variable comes to life.
    Declared,
    Mentioned,
    /// The variable's scope ends.
    Ended,
    /// A condition's variable may change.
    Facts,
    /// An exception is thrown.
    Thrown,
    /// Anybody may do anything to a member: an await, a call with `this`.
    Opened,
  };
  Kind What = Kind::Facts;
  const clang::Stmt *At = nullptr;
  const Mention *Of = nullptr;
  const clang::ValueDecl *Decl = nullptr;
  /// It is the last thing in its block.
  bool Last = false;
};

using BlockSet = llvm::DenseSet<const clang::CFGBlock *>;

struct FlowGraph {
  std::unique_ptr<clang::CFG> Cfg;
  std::optional<PathFacts> Facts;
  llvm::DenseMap<const clang::CFGBlock *, std::vector<FlowEvent>> Events;
  /// The variables that some statement assigns to.
  llvm::DenseSet<const clang::ValueDecl *> Reassigned;
  const clang::SourceManager *SM = nullptr;

  /// nullptr where clang makes no CFG.
  static std::unique_ptr<FlowGraph>
  build(const clang::FunctionDecl &F, const clang::Stmt &Body,
        llvm::ArrayRef<const TrackedHandle *> Handles, const HandleUses &Uses,
        clang::ASTContext &Ctx);
  /// True if \p Uses of the handle were all found in some block: what the CFG
  /// does not show cannot be judged.
  bool shows(llvm::ArrayRef<Mention> Uses) const;
  /// The blocks with an event for which \p Is holds, or on the way to one.
  BlockSet leadingTo(llvm::function_ref<bool(const FlowEvent &)> Is) const;

private:
  void fill(llvm::ArrayRef<const TrackedHandle *> Handles,
            const HandleUses &Uses);
  llvm::DenseMap<const Mention *, bool> Shown;
};

} // namespace holdfast
