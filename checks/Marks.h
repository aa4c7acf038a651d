// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the code says of itself with `<holdfast/annotations.hpp>`, and whether
// that is still so.
#pragma once

#include "checks/TaskModel.h"
#include "checks/UserCode.h"

#include <optional>
#include <string>

namespace holdfast {

/// The consequence in the `HOLDFAST_TASK_HANDLE` of \p D: as written, with
/// underscores. nullopt if there is no such mark.
std::optional<std::string> markedConsequence(const clang::Decl &D);

/// `never_starts` as the catalogue spells it; nullopt for no such word.
std::optional<Consequence> parseMarkedConsequence(llvm::StringRef Word);

/// What is wrong with a mark, where there is something.
struct MarkProblem {
  clang::SourceLocation Loc;
  std::string Message;
  /// The mark says nothing, and may go.
  bool Redundant = false;
};

/// Looks at the mark of \p D: an unknown word; a type that the catalogue
/// describes; a function that neither takes nor returns a task, nor work.
std::optional<MarkProblem> problemOf(const clang::NamedDecl &D,
                                     TaskModel &Model);

/// `(void)`, `std::ignore =` or a placeholder before a call whose task somebody
/// owns, and which the compiler would not warn of: what it says is not needed.
bool isRedundantDiscard(const clang::Expr &E, const Place &Where,
                        TaskModel &Model);

/// If \p E is a call of a sanctioned function: the argument that is a task
/// which somebody owns already.
const clang::Expr *ownedArgument(const clang::Expr &E, TaskModel &Model);

} // namespace holdfast
