// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>

namespace holdfast::driver {

/// The bytes of memory that this machine has, or that the control group leaves
/// us of them, as a container does.
uint64_t machineMemory();

} // namespace holdfast::driver
