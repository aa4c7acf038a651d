// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The report as SARIF 2.1.0, for code scanning services and viewers.
#pragma once

#include "driver/Merge.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// One run with a rule per check, the flow of a handle as a code flow, the
/// fixes with their replacements, and what could not be analysed as
/// notifications. Paths below the plan's root are relative to `SRCROOT`.
///
/// Source: SARIF 2.1.0, OASIS standard, 27 March 2020.
void writeSarif(const RunResult &Result, const Plan &P, Sources &Texts,
                llvm::raw_ostream &OS);

} // namespace holdfast::driver
