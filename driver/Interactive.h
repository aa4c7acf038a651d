// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Patch.h"

#include <map>
#include <string>

namespace holdfast::driver {

/// Asks at the terminal, finding by finding, which fix is to be made. One key
/// answers: `y`es, `n`o, `a`ll that are left, `q`uit, or the number of another
/// fix. Ctrl-C and Ctrl-D end the program's plans: nothing is changed.
/// Returns what is wrong, or nothing.
std::string askForFixes(const RunResult &Result, Sources &Texts,
                        FixChoices &Chosen);

} // namespace holdfast::driver
