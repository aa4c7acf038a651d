// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What does each mention of a handle in a function's body do to it?
#pragma once

#include "checks/TaskModel.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace holdfast {

class CalleeSummaries;

/// A variable, a structured binding or a member whose value is a handle.
struct TrackedHandle {
  /// What the code names.
  const clang::ValueDecl *Decl = nullptr;
  /// The variable whose scope ends the handle's life; nullptr for a member.
  const clang::VarDecl *Scope = nullptr;
  TaskType Type;
  /// What it holds from its declaration on, where that is live; else nullptr.
  const clang::Expr *Born = nullptr;
  /// An array, a container, an optional, a smart pointer, a plain struct.
  bool Many = false;
  /// Of these, a local optional or unique pointer: it holds one handle or none.
  bool Single = false;
  /// A closure that holds a handle: any mention takes it along.
  bool Closure = false;
  /// An owner of tasks: it is live as soon as a task was given to it.
  const catalogue::OwnerRow *Owner = nullptr;
};

/// What one mention does.
enum class HandleUse {
  /// Nothing: a test, an accessor, a cast to void.
  Look,
  /// Waits for the end of the work without hearing of its error.
  Join,
  /// Awaits it, moves it, returns it, asks for its result, passes it on: from
  /// here on somebody else answers for it, as far as can be seen.
  Consume,
  /// Puts a live handle in its place, or one more beside it.
  Fill,
  /// Puts a new value in its place, of which nothing is known.
  Replace,
  /// Ends what it holds: `t = {}`, `v.clear()`, `p.reset()`.
  Clear,
};

struct Mention {
  HandleUse What = HandleUse::Consume;
  /// The expression at whose evaluation this happens.
  const clang::Stmt *At = nullptr;
  /// The name as written.
  const clang::Expr *Ref = nullptr;
  /// What was put in by Fill; nullptr where that cannot be said.
  const clang::Expr *Value = nullptr;
  /// Fill and Replace: what it held before is gone.
  bool Ends = false;
  /// The word that did it: `clear`, `operator=`. Of a look: `wait_for`, which
  /// may come back before the work is done. Of what consumes an owner: `join`.
  std::string Word;
  /// Look, Clear: a function that was given the handle and lets it lie.
  const clang::FunctionDecl *Ignored = nullptr;
};

/// What becomes of the handle \p H where \p Ref names it; \p Path holds the
/// statements around, the innermost last.
Mention mentionOf(const clang::Expr &Ref, const TrackedHandle &H,
                  llvm::ArrayRef<const clang::Stmt *> Path, TaskModel &Model,
                  CalleeSummaries &Callees, bool VoidCastConsumes);

/// The mentions of \p Handles in a body, in the order in which they are
/// written.
class HandleUses {
public:
  HandleUses(const clang::Stmt &Body,
             llvm::ArrayRef<const TrackedHandle *> Handles, TaskModel &Model,
             CalleeSummaries &Callees, bool VoidCastConsumes);

  llvm::ArrayRef<Mention> of(const clang::ValueDecl &D) const;
  /// The body has a handler for exceptions.
  bool catches() const { return Catches; }

private:
  void walk(const clang::Stmt *S);
  void mention(const clang::Expr &Ref, const TrackedHandle &H);

  TaskModel &Model;
  CalleeSummaries &Callees;
  bool VoidCastConsumes;
  bool Catches = false;
  llvm::DenseMap<const clang::ValueDecl *, const TrackedHandle *> Tracked;
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<Mention, 4>> Found;
  /// The way down from the body, the closure around first.
  llvm::SmallVector<const clang::Stmt *, 32> Path;
  const clang::LambdaExpr *Inside = nullptr;
};

/// The member \p E stands for, through `this`; nullptr for anything else.
const clang::FieldDecl *ownMember(const clang::Expr &E);

} // namespace holdfast
