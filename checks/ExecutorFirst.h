// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `co_spawn(co_await this_coro::executor, [x]() -> awaitable<void> {...},
// ...)`: a closure beside `co_await`, which g++ 12 destroys twice (GCC PR
// 99576). No fix writes that; the executor gets a name first.
#pragma once

#include "checks/UserCode.h"
#include "fixits/AdoptIntoGroup.h"

namespace holdfast {

/// True if a spawn of \p Parts with the executor as it is written would have a
/// closure or an aggregate beside `co_await`.
bool awaitsBesideClosure(const SpawnParts &Parts);

/// Has \p Parts name the executor in a statement of its own. False where there
/// is no room for one: where the spawn is no statement of a block by itself,
/// where the name is taken in the function, or where another spawn of the
/// function wants it as well.
bool nameExecutorFirst(SpawnParts &Parts, const Place &Where);

} // namespace holdfast
