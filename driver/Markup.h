// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace holdfast::driver {

/// \p Text, whatever bytes it has, as text or as an attribute's value in XML
/// and HTML, which have no words for most control characters.
std::string markup(llvm::StringRef Text);

} // namespace holdfast::driver
