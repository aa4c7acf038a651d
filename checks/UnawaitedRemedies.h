// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which fixes a named handle that is dropped has, the best first:
// docs/fix-safety.md has the order and the reasons.
#pragma once

#include "checks/UnawaitedMessage.h"
#include "checks/UserCode.h"
#include "fixits/Fix.h"

namespace holdfast {

/// A handle that is dropped, and where it is declared.
struct Unawaited {
  DroppedHandle Handle;
  Place Where;
};

/// For \p U, which is one of \p All that are dropped in the function with the
/// body \p Body. Handles that are dropped at the same exits are waited for by
/// one fix, that of the first.
llvm::SmallVector<Fix, 4> remediesForUnawaited(const Unawaited &U,
                                               llvm::ArrayRef<Unawaited> All,
                                               const clang::Stmt &Body,
                                               TaskModel &Model);

} // namespace holdfast
