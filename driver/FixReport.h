// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `holdfast fix` says of its fixes, and how it shows them.
#pragma once

#include "driver/Patch.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

/// A line for each finding, then how many were fixed and how many were left and
/// why. \p Verb is `fixed` or `would be fixed`.
void writeFixReport(llvm::ArrayRef<PlannedFix> Fixes, llvm::StringRef Verb,
                    llvm::raw_ostream &OS);

/// The changes as one patch, for programs.
void writePatch(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts,
                llvm::raw_ostream &OS);

/// The changes for a person: by family, each with the finding that is its
/// reason, in colour.
void showChanges(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts,
                 llvm::raw_ostream &OS);

/// The diff of some fixes alone, in colour.
void showDiff(llvm::ArrayRef<PlannedFix> Fixes, Sources &Texts,
              llvm::raw_ostream &OS);

} // namespace holdfast::driver
