// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How late an event loop is.
#pragma once

#include <holdfast/detail/clock.hpp>
#include <holdfast/detail/spawn_interface.hpp>

namespace holdfast::inline HOLDFAST_ABI {

namespace detail {
template <class F>
net::awaitable<void> watch_lag(duration period, F report) {
  timer beat(co_await net::this_coro::executor);
  for (;;) {
    const auto due = clock::now() + period;
    beat.expires_at(due);
    co_await beat.async_wait(net::use_awaitable);
    report(std::max<duration>(clock::now() - due, duration::zero()));
  }
}
} // namespace detail

/// Calls `report(lag)` once per `period`, on the group's executor, with the time
/// by which the loop was late: what a handler that ran for long costs all
/// others. The watch is a task of `group` and ends with it; an exception that
/// leaves `report` ends it and reaches the group's error handler.
template <class Group, class F>
task_handle<void> watch_loop_lag(
    Group &group, duration period, F report,
    std::source_location site = std::source_location::current()) {
  return group.start(spawn_options("loop lag", site),
                     detail::watch_lag(period, std::move(report)));
}

} // namespace holdfast::inline HOLDFAST_ABI
