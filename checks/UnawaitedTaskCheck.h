// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "checks/CalleeSummary.h"
#include "checks/HandleFlow.h"
#include "checks/TaskCheck.h"
#include "checks/UnawaitedRemedies.h"

#include "llvm/ADT/MapVector.h"

#include <memory>
#include <vector>

namespace holdfast {

/// Finds task handles that got a name, a slot or a container, and are dropped.
///
/// Reports:
/// - a local handle that nothing uses, also `[[maybe_unused]]`, a structured
///   binding, a reference that extends a temporary's life;
/// - one that is only looked at: a bool test, `valid()`, a cast to void, a
///   function whose body lets it lie, also where that is given a temporary;
/// - one that is consumed on some paths and dropped on others, with the
/// branches
///   that lead to the drop;
/// - one that is overwritten, or replaced by an empty one, while it is live: a
///   local, or a member within one function;
/// - one that was waited for and whose error nobody asked for;
/// - a local container, optional, array, tuple, smart pointer or struct of
///   handles that nobody drains, or that is cleared first;
/// - a closure that holds a handle and is never called;
/// - a private member that no function of its class ever awaits, joins, moves
/// or
///   passes on, where all of them can be seen;
/// - a local owner of tasks whose destructor ends the process unless it was
///   joined.
///
/// Does not report:
/// - what is awaited, moved, returned, captured, stored, passed on, or asked
/// for
///   its result: whoever has it now answers for it. A function that cannot be
///   seen consumes what it is given;
/// - paths that end in an exception or in a call that does not return, and
///   returns that a macro writes;
/// - handles whose named object joins where it dies, and those of a set that
///   keeps the task itself;
/// - parameters, variables that live as long as the program, moved-from and
///   default-constructed handles;
/// - variables that holdfast-discarded-task reports.
class UnawaitedTaskCheck : public TaskCheck {
public:
  using TaskCheck::TaskCheck;

  void onVariable(const clang::VarDecl &Var, const Place &Where) override;
  void onCall(const clang::Expr &E, const Place &Where) override;
  void onFunction(const clang::FunctionDecl &F, const Place &Where) override;

private:
  /// A handle and the statement that declares it.
  struct Candidate {
    TrackedHandle Handle;
    const clang::Stmt *Whole = nullptr;
    std::vector<const clang::Stmt *> Path;
  };

  void atEnd() override;
  void judgeArguments(const clang::CallExpr &Call);
  CalleeSummaries &callees();
  void judgeMember(const clang::FieldDecl &Field);
  void judge(const clang::FunctionDecl &F, const Place &Where,
             llvm::ArrayRef<Candidate> Candidates);
  /// What is reported of \p C, with its facts; nullopt where nothing is.
  std::optional<DroppedHandle> dropped(const clang::Stmt &Body,
                                       const Candidate &C,
                                       const HandleUses &Uses,
                                       llvm::ArrayRef<HandleDrop> Drops);
  void tell(const Unawaited &U, llvm::ArrayRef<Unawaited> All,
            const clang::Stmt &Body);
  bool isReported(const TrackedHandle &H, llvm::ArrayRef<Mention> Uses,
                  const HandleDrop &Drop, const clang::Stmt &Body);
  /// Tells whoever asked for the costs that \p F was not followed to the end.
  void noteSpentBudget(const clang::FunctionDecl &F);

  /// The candidates of functions whose bodies are not behind yet.
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<Candidate>> Open;
  /// The members that somebody puts a handle into.
  llvm::MapVector<const clang::FieldDecl *, bool> Members;
  std::unique_ptr<CalleeSummaries> Callees;
};

} // namespace holdfast
