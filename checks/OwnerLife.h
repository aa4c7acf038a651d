// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Will an owner that can be named keep a task to its end? One that dies first,
// or takes no more, cancels work that ran to its end before.
#pragma once

#include "checks/UserCode.h"
#include "checks/catalogue/Catalogue.h"

#include "clang/AST/ASTContext.h"

namespace holdfast {

/// True if \p Owner, of the kind \p Row, is there at \p Where, was neither
/// joined nor closed on the way, and is not destroyed under the task.
///
/// - A pointer may be null until somebody opens what it points to, unless it is
///   a parameter: that is the caller's matter.
/// - What dies at the end of a block must be joined in that block or one
///   inside of it, with no `return` between; or its destructor waits.
/// - What was told to close, stop or cancel before, in the source's order or in
///   an earlier round of a loop, takes no more.
///
/// Closures are not looked into: when they run is not known.
bool keepsTaskOf(const clang::ValueDecl &Owner, const catalogue::OwnerRow &Row,
                 const Place &Where, const clang::ASTContext &Ctx);

} // namespace holdfast
