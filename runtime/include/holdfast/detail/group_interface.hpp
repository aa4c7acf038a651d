// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every owner of tasks offers beside the spawn family. Derived has
// `group()`, its group_state.
#pragma once

#include <holdfast/detail/spawn_interface.hpp>
#include <holdfast/would_deadlock.hpp>

namespace holdfast::inline HOLDFAST_ABI::detail {

template <class Derived>
class group_interface : public spawn_interface<Derived> {
public:
  const std::string &name() const noexcept { return state().name; }
  std::size_t size() const {
    const std::lock_guard hold(state().lock);
    return state().stats.active;
  }
  bool empty() const { return size() == 0; }
  group_stats stats() const {
    const std::lock_guard hold(state().lock);
    return state().stats;
  }

  /// Replaces the error handler; tasks that fail from now on are told to it.
  void on_error(error_handler handler) {
    state().set_handler(std::move(handler));
  }

  /// What is recorded about tasks spawned from now on.
  void set_trace(trace_level level) noexcept { state().level = level; }

  /// At most `max_tasks` live at a time; what comes on top meets `rule`.
  void limit(std::size_t max_tasks, overflow rule = overflow::refuse) {
    state().set_limit(max_tasks, rule);
  }
  /// Waits until there is room for a task under the limit; false when nothing
  /// is taken any more. `while (co_await group.room())` is the head of an
  /// accepting loop. The room is not reserved: whoever is woken first may take
  /// it.
  net::awaitable<bool> room() { return wait_for_room(this->internals()); }

  /// Asks every task to cancel and returns how many were asked.
  std::size_t
  cancel_all(std::string_view reason = {},
             net::cancellation_type type = net::cancellation_type::terminal,
             std::source_location site = std::source_location::current()) {
    return state().cancel_all(reason, type, site);
  }

protected:
  static net::awaitable<void> wait_idle(group_ptr group) {
    const waiting_for_group edge(*group);
    co_await async_wait_on(
        std::move(group), [](group_state &g) { return g.idle(); },
        [](group_state &g) -> wait_list & { return g.idle_waiters; },
        net::use_awaitable);
  }

private:
  static net::awaitable<bool> wait_for_room(group_ptr group) {
    const auto ready = [](group_state &g) {
      return g.closed || g.stats.active < g.max_tasks;
    };
    for (;;) {
      co_await async_wait_on(
          group, ready,
          [](group_state &g) -> wait_list & { return g.room_waiters; },
          net::use_awaitable);
      // All who wait are woken; another may have been faster.
      const std::lock_guard hold(group->lock);
      if (ready(*group))
        co_return !group->closed;
    }
  }
  group_state &state() const noexcept {
    return static_cast<const Derived &>(*this).group();
  }
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
