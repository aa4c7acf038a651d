// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does any function of a class consume the handle that a member holds?
#pragma once

#include "checks/CalleeSummary.h"
#include "checks/HandleUses.h"

#include "clang/AST/DeclCXX.h"

namespace holdfast {

/// A member into which live handles are put and out of which nobody takes one.
struct ForgottenMember {
  TrackedHandle Handle;
  /// What was put in first.
  const clang::Expr *Made = nullptr;
};

/// The facts of \p Field, if every function that can name it can be seen, one
/// of them puts a live handle into it, and none awaits, joins, moves or passes
/// it on. nullopt on any doubt: the member is not private, the class has
/// friends, nested classes or member templates, a body is missing, or the drop
/// is what such a member is for (its destructor waits or cancels).
std::optional<ForgottenMember> forgottenMember(const clang::FieldDecl &Field,
                                               TaskModel &Model,
                                               CalleeSummaries &Callees);

} // namespace holdfast
