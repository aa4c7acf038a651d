// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks that statements drop one after another, and that the library can await
// together.
#pragma once

#include "checks/TaskModel.h"
#include "checks/UserCode.h"
#include "fixits/Fix.h"

#include <optional>

namespace holdfast {

/// Awaits \p Call, of type \p T, together with the tasks that the statements
/// right before and behind it drop: `co_await when_all(flush(), save());`. Each
/// of them gets the same fix.
///
/// nullopt where the row of \p T has no word for it, where there is no such
/// neighbour, and where it would matter which of the calls comes first.
std::optional<Fix> joinSiblings(const clang::Expr &Call, const TaskType &T,
                                const Place &Where, TaskModel &Model);

} // namespace holdfast
