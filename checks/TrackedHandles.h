// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which names hold handles that can be dropped?
#pragma once

#include "checks/HandleUses.h"

#include "clang/AST/DeclCXX.h"

namespace holdfast {

/// What the local variable \p Var holds that can be dropped: itself; each
/// structured binding that is a handle; nothing. References count where they
/// extend a temporary's life, closures where a handle was moved into them.
std::vector<TrackedHandle> handlesIn(const clang::VarDecl &Var,
                                     TaskModel &Model);

/// The member \p Field, as far as one function sees it.
std::optional<TrackedHandle> handleIn(const clang::FieldDecl &Field,
                                      TaskModel &Model);

/// True if handles of the class \p R can be copied: a copy that dies may be one
/// of many.
bool isCopyable(const clang::CXXRecordDecl &R);

} // namespace holdfast
