// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace holdfast::driver {

/// Why \p Files (real paths) must not be changed as far as git goes: some
/// differ from the last commit, or git cannot tell. Empty: nothing of anybody's
/// work would be mixed with the fixes. A file that git does not know is no
/// obstacle, nor is a machine without git.
std::string uncommitted(llvm::ArrayRef<std::string> Files);

} // namespace holdfast::driver
