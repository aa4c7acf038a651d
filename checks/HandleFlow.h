// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// On which paths through a function does a handle die while nobody has consumed
// it?
//
// Each handle is followed by itself, from the function's entry, breadth first,
// so that the way shown is a shortest one. A state is a block of clang's CFG,
// what is known of the handle, and the outcome of conditions that are tested
// more than once; no state is visited twice. docs/design.md says what else was
// tried.
#pragma once

#include "checks/HandleUses.h"

#include "llvm/ADT/DenseSet.h"

#include <memory>
#include <vector>

namespace holdfast {

struct FlowGraph;

/// One branch on the way to a drop.
struct BranchTaken {
  const clang::Stmt *Condition = nullptr;
  bool Outcome = false;
};

struct HandleDrop {
  enum class How {
    /// Its scope ends: by a return, or at a closing brace.
    EndOfScope,
    Overwritten,
    Cleared,
  };
  How What = How::EndOfScope;
  /// The return, the block that ends, the assignment, the call.
  const clang::Stmt *At = nullptr;
  /// What made the handle that is dropped; nullptr where that is not known.
  const clang::Expr *Made = nullptr;
  /// Somebody waited for it, and did not ask for its error.
  bool Joined = false;
  /// No other path comes here with the handle consumed or empty.
  bool Always = true;
  /// The word at `At`: `clear`, `reset`.
  std::string Word;
  /// The function in which it ends, if it was moved there.
  const clang::FunctionDecl *Ignored = nullptr;
  /// The branches on the way that another outcome of which may lead to a
  /// consumption.
  std::vector<BranchTaken> Way;
};

/// The paths through one function.
class HandleFlow {
public:
  /// How many states may be visited for one function.
  static constexpr unsigned Budget = 50'000;

  /// nullptr where clang makes no CFG.
  static std::unique_ptr<HandleFlow>
  build(const clang::FunctionDecl &F, const clang::Stmt &Body,
        llvm::ArrayRef<const TrackedHandle *> Handles, const HandleUses &Uses,
        clang::ASTContext &Ctx);
  ~HandleFlow();

  /// The drops of \p H in the order in which they are reached. Paths that end
  /// in an exception or in a call that does not return are not looked at.
  /// nullopt where the budget is spent.
  std::optional<std::vector<HandleDrop>> dropsOf(const TrackedHandle &H,
                                                 const HandleUses &Uses);

private:
  explicit HandleFlow(std::unique_ptr<FlowGraph> G);
  /// True if \p Value is moved from a handle that no path has live there.
  bool isSpent(const clang::Expr *Value) const;
  std::unique_ptr<FlowGraph> G;
  unsigned Left = Budget;
  /// The handles that were followed already, and the mentions at which one of
  /// them was consumed while it was live.
  llvm::DenseSet<const clang::ValueDecl *> Followed;
  llvm::DenseSet<const clang::Expr *> TakenLive;
};

} // namespace holdfast
