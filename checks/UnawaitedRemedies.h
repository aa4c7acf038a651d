// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which fixes a named handle that is dropped has, the best first:
// docs/fix-safety.md has the order and the reasons.
#pragma once

#include "checks/UnawaitedMessage.h"
#include "checks/UserCode.h"
#include "fixits/Fix.h"

namespace holdfast {

/// For \p D, which is declared at \p Where, in a function with the body \p
/// Body.
llvm::SmallVector<Fix, 4> remediesForUnawaited(const DroppedHandle &D,
                                               const Place &Where,
                                               const clang::Stmt &Body,
                                               TaskModel &Model);

} // namespace holdfast
