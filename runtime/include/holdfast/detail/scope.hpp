// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the structured forms have in common: a group inside a coroutine's frame
// that is always waited for, also while its caller is being cancelled.
#pragma once

#include <holdfast/detail/launch.hpp>
#include <holdfast/outcome.hpp>
#include <holdfast/task_handle.hpp>

namespace holdfast::inline HOLDFAST_ABI::detail {

/// Whether the running coroutine has been cancelled.
inline net::awaitable<bool> caller_is_cancelled() {
  const auto state = co_await net::this_coro::cancellation_state;
  co_return state.cancelled() != net::cancellation_type::none;
}

[[noreturn]] inline void throw_cancelled() {
  throw system_error(error_code(net::error::operation_aborted));
}

/// Waits until `ready`. A cancellation of the caller calls `on_cancel`, once,
/// and the wait goes on, deaf to more. True when the caller was cancelled.
template <class Owner, class Ready, class List, class OnCancel>
net::awaitable<bool> settle(ref_ptr<Owner> owner, Ready ready, List list,
                            OnCancel on_cancel) {
  // Asio throws at each co_await once a coroutine is cancelled.
  const bool throws = co_await net::this_coro::throw_if_cancelled();
  co_await net::this_coro::throw_if_cancelled(false);
  bool cancelled = co_await caller_is_cancelled();
  if (!cancelled) {
    try {
      co_await async_wait_on(owner, ready, list, net::use_awaitable);
    } catch (const system_error &) {
      cancelled = true;
    }
  }
  if (cancelled) {
    on_cancel();
    co_await async_wait_on(owner, ready, list,
                           net::bind_cancellation_slot(net::cancellation_slot(),
                                                       net::use_awaitable));
  }
  co_await net::this_coro::throw_if_cancelled(throws);
  co_return cancelled;
}

/// settle() until `group` has no task.
template <class OnCancel>
net::awaitable<bool> settle_group(group_ptr group, OnCancel on_cancel) {
  return settle(
      std::move(group), [](group_state &g) { return g.idle(); },
      [](group_state &g) -> wait_list & { return g.idle_waiters; },
      std::move(on_cancel));
}

/// Counted group for a frame: it is closed when the frame goes.
class scope_group {
public:
  scope_group(net::any_io_executor executor, std::string name,
              std::source_location site = std::source_location::current())
      : state_(group_ptr::adopt(new group_state(
            std::move(executor), std::move(name), "scope", site))) {}
  scope_group(const scope_group &) = delete;
  ~scope_group() { state_->owner_is_gone(); }

  const group_ptr &state() const noexcept { return state_; }
  void cancel_all(const char *reason) {
    (void)state_->cancel_all(reason, net::cancellation_type::terminal,
                             std::source_location::current());
  }
  /// Starts `call` as a task whose outcome the frame reads itself. `call` is a
  /// callable that the frame outlives.
  template <class F>
  auto start(F &call, const spawn_options &options) -> ref_ptr<outcome_node<
      typename awaitable_traits<std::invoke_result_t<F &>>::value_type>> {
    using T = typename awaitable_traits<std::invoke_result_t<F &>>::value_type;
    auto by_reference = [&call] { return call(); };
    return launch<outcome_node<T>>(*state_, state_->executor, options,
                                   std::move(by_reference), false);
  }

private:
  group_ptr state_;
};

/// The result of an ended task, or what it threw.
template <class T> T take_outcome(outcome_node<T> &node) {
  node.observed = true;
  switch (node.state.load(std::memory_order_acquire)) {
  case task_state::succeeded:
    if constexpr (std::is_void_v<T>)
      return;
    else
      return std::move(*node.value);
  case task_state::failed:
    std::rethrow_exception(node.error);
  case task_state::abandoned:
    throw task_abandoned();
  default:
    throw task_cancelled("cancelled");
  }
}

template <class T> outcome<T> outcome_of(outcome_node<T> &node) {
  try {
    if constexpr (std::is_void_v<T>) {
      take_outcome(node);
      return outcome<T>();
    } else {
      return outcome<T>(std::in_place, take_outcome(node));
    }
  } catch (...) {
    return outcome<T>(std::current_exception());
  }
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
