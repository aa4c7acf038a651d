// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `--stats`: what a run cost, and what it gave up.
#pragma once

#include "driver/Merge.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// Writes how many units there were, the CPU time of all and of the costliest,
/// that of each check, and every function that a check did not follow to the
/// end.
void writeStats(const RunResult &Result, const Plan &P, llvm::raw_ostream &OS);

} // namespace holdfast::driver
