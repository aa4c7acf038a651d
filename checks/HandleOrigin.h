// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where does a value come from, and does a new live handle come with it?
#pragma once

#include "checks/TaskModel.h"

#include "clang/AST/ExprCXX.h"

namespace holdfast {

/// The expression that makes the value of \p E, without what only passes it on.
const clang::Expr *makerOf(const clang::Expr &E);

/// The same, also through `std::move(other)` to what the local `other` was
/// declared with.
const clang::Expr *originOf(const clang::Expr &E);

/// The same; of a braced list, the first handle in it, where the drop of every
/// one does the same.
const clang::Expr *heldOrigin(const clang::Expr &E, TaskModel &Model);

/// The name in `std::move(local)`, which \p E only passes on; nullptr for any
/// other expression.
const clang::DeclRefExpr *movedLocal(const clang::Expr &E);

/// True if \p E makes a new live handle; false if it makes an empty one, or if
/// that cannot be said.
bool makesLiveHandle(const clang::Expr &E, TaskModel &Model);

/// True if \p E is a handle that its producer only lends: a set that owns the
/// task itself made it, so that the handle may die.
bool isLent(const clang::Expr &E, TaskModel &Model);

/// True if \p E puts at least one live handle into a holder.
bool fillsHolder(const clang::Expr &E, TaskModel &Model);

/// True if \p E is an empty handle or holder: `{}`, `T()`, nullptr, nullopt.
bool isEmptyHandle(const clang::Expr &E);

/// True if what \p New allocates is given a value that is not empty.
bool startsWithValue(const clang::CXXNewExpr &New);

} // namespace holdfast
