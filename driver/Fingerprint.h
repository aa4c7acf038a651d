// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// By what a finding is known again in another run, when the code around it has
// changed.
#pragma once

#include "driver/Merge.h"
#include "driver/Source.h"

#include <vector>

namespace holdfast::driver {

/// Sets the fingerprint and the likeness of each of \p Findings, which are
/// sorted. docs/driver.md says of what they are made.
void giveFingerprints(std::vector<MergedFinding> &Findings, Sources &Texts);

} // namespace holdfast::driver
