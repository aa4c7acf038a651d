// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Changed.h"
#include "driver/Merge.h"
#include "driver/Options.h"
#include "driver/Plan.h"

namespace holdfast::driver {

/// Plans the run that \p O asks for and analyses all of its units in worker
/// processes, with a line of progress on a terminal. nullopt: \p Error says
/// what is wrong with the command line or the configuration, or why no worker
/// could be started. With \p Lines only units are analysed that may have
/// findings in the lines that \p O names.
std::optional<Plan> runAll(const Options &O, Sources &Texts, RunResult &Result,
                           std::string &Error,
                           std::optional<ChangedLines> *Lines = nullptr);

} // namespace holdfast::driver
