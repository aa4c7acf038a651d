// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function template in a header of the user's own.
#pragma once

namespace runner {
template <class F> void from_a_header(F f) { f(); }
} // namespace runner
