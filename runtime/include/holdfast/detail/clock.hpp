// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The clock and the timer of everything in the runtime that waits for time. A
// test replaces both: HOLDFAST_TIMER_HEADER is included and HOLDFAST_TIMER is a
// class with the interface of asio::steady_timer.
#pragma once

#include <holdfast/config.hpp>

#include <chrono>

#if defined(HOLDFAST_TIMER_HEADER)
#include HOLDFAST_TIMER_HEADER
#endif

namespace holdfast::inline HOLDFAST_ABI {

#if defined(HOLDFAST_TIMER)
using timer = HOLDFAST_TIMER;
#else
using timer = net::basic_waitable_timer<std::chrono::steady_clock>;
#endif
using clock = timer::clock_type;
using duration = std::chrono::steady_clock::duration;

namespace detail {
/// `clock`, whichever it is, as the type of time that our records have.
inline std::chrono::steady_clock::time_point record_time() noexcept {
  return std::chrono::steady_clock::time_point(
      std::chrono::duration_cast<duration>(clock::now().time_since_epoch()));
}
} // namespace detail

} // namespace holdfast::inline HOLDFAST_ABI
