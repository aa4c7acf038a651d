// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Coverage.h"

namespace holdfast::driver {

/// The check's name of these findings.
constexpr llvm::StringLiteral StaleNolint = "holdfast-stale-nolint";

/// Adds to the findings of \p Result each NOLINT that names a check of ours and
/// silences nothing of it in any unit, as far as \p Seen can tell. With \p
/// Lines only those that have to do with these.
void addStaleNolints(const Coverage &Seen, const ChangedLines *Lines,
                     const Plan &P, Sources &Texts, RunResult &Result);

} // namespace holdfast::driver
