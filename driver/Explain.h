// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast explain CHECK`: the check's page, which is built in from
/// docs/checks/. Returns the exit status.
int runExplain(const Options &O);

/// The sentence in which \p Check's page says what it finds; empty for a check
/// without a page.
std::string summaryOf(llvm::StringRef Check);

} // namespace holdfast::driver
