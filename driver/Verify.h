// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"
#include "driver/Patch.h"
#include "driver/Plan.h"

namespace holdfast::driver {

/// Compiles, in memory, every translation unit that reads a changed file. Where
/// one had no errors before and has some now, as few fixes as possible are
/// taken back; their `WhyLeft` says what the compiler said. Afterwards
/// the fixes that are still made leave no such unit. Returns why no
/// worker could be started, or nothing.
std::string verifyFixes(const Plan &P, const RunResult &Result,
                        const Options &O, Sources &Texts,
                        std::vector<PlannedFix> &Fixes);

} // namespace holdfast::driver
