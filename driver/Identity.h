// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

namespace holdfast::driver {

/// The version of this program, the hash of its executable file and the version
/// of clang: where it is the same, the same code gives the same findings.
const std::string &programIdentity();

} // namespace holdfast::driver
