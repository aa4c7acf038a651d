// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which fixes a finding offers, the best first: docs/fix-safety.md has the
// order and the reasons.
#pragma once

#include "checks/Callables.h"
#include "checks/Sinks.h"
#include "checks/TaskModel.h"
#include "checks/UserCode.h"
#include "fixits/AdoptIntoGroup.h"
#include "fixits/Fix.h"

namespace holdfast {

/// For \p Call, whose value is a handle of type \p T that \p Where drops.
llvm::SmallVector<Fix, 4> remediesForDrop(const clang::Expr &Call,
                                          const TaskType &T, const Place &Where,
                                          TaskModel &Model);

/// True if the function at \p Where is a destructor or another function that
/// lets no exception out: there, a get() that throws ends the process.
bool letsNothingOut(const Place &Where);

/// For a spawn whose token leaves the task without an owner.
llvm::SmallVector<Fix, 4> remediesForDetached(const SpawnParts &Parts,
                                              const catalogue::SpawnRow &Row,
                                              const Place &Where,
                                              TaskModel &Model);

/// For \p C, whose task \p S throws away in \p Call.
llvm::SmallVector<Fix, 4> remediesForCallback(const clang::Expr &Call,
                                              const Sink &S, const Callable &C,
                                              const Place &Where,
                                              TaskModel &Model);

} // namespace holdfast
