// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace broken {
inline int answer() { return 42; }
} // namespace broken
