// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runtime's headers, which fixes include and the user's build may not know
// yet.
#pragma once

#include "driver/Options.h"
#include "driver/Patch.h"

#include <string>

namespace holdfast::driver {

/// The folder that holds `holdfast/`: the one of `--runtime-include`, else
/// `../include` beside the installed program, else the source tree it was built
/// from. Empty: there is none.
std::string runtimeInclude(const Options &O);

/// A line that says how to make the runtime known, if a fix that was made needs
/// it where a unit does not find it; else nothing.
std::string runtimeAdvice(llvm::ArrayRef<PlannedFix> Fixes,
                          const RunResult &Result, const Options &O);

} // namespace holdfast::driver
