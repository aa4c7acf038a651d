// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Merge.h"
#include "driver/Options.h"
#include "driver/Plan.h"

namespace holdfast::driver {

/// Analyses all units of \p P in worker processes, with a line of progress on a
/// terminal. False: \p Error says why no worker could be started, or what is
/// wrong with the configuration.
bool runPlan(const Plan &P, const Options &O, Sources &Texts, RunResult &Result,
             std::string &Error);

} // namespace holdfast::driver
