// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sentences of the checks: lower case, naming the callee and the type, and
// ending in the consequence.
#pragma once

#include "checks/TaskModel.h"
#include "checks/UserCode.h"

#include <string>

namespace holdfast {

/// What the drop of \p T, made by \p Producer, does to the work and to its
/// error: `the coroutine never starts (cppcoro::task is lazy)`. A placeholder
/// dies at the end of its block, everything else at once.
std::string consequenceText(const TaskType &T, llvm::StringRef Producer,
                            Discard How = Discard::Silent);

/// What becomes of an error that nobody observes: `its exception is swallowed`.
/// Empty where nothing is known.
std::string errorText(ErrorFate Errors);

/// What was dropped, in words: `task returned by 'flush'`.
std::string subjectText(const clang::Expr &E, const TaskType &T,
                        llvm::StringRef Producer, const clang::ASTContext &Ctx);

/// `is dropped`, `is discarded by a cast to void`, ...; \p Variable is the name
/// of the placeholder.
std::string discardText(Discard How, llvm::StringRef Variable, bool Plural);

} // namespace holdfast
