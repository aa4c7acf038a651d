// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// `holdfast suppress`: writes a NOLINT with its reason for every finding.
/// Returns the exit status.
int runSuppress(const Options &O);

/// What is wrong with \p Reason as part of a comment; empty: nothing.
std::string wrongReason(llvm::StringRef Reason);

} // namespace holdfast::driver
