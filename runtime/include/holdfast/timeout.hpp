// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work with a limit of time.
#pragma once

#include <holdfast/detail/clock.hpp>
#include <holdfast/detail/scope.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Thrown by timeout() when the limit was reached and the work was cancelled.
class timeout_error : public std::runtime_error {
public:
  timeout_error() : std::runtime_error("the time limit was reached") {}
};

namespace detail {

/// Runs `call` as a task beside a timer. True when the timer stopped it.
template <class F, class Node>
net::awaitable<bool> run_limited(scope_group &scope, F &call, duration limit,
                                 Node &node) {
  const net::any_io_executor executor = co_await net::this_coro::executor;
  auto deadline = std::make_shared<timer>(executor);
  deadline->expires_after(limit);
  node = scope.start(call, spawn_options("limited"));
  auto fired = std::make_shared<bool>(false);
  deadline->async_wait([fired, state = scope.state(), deadline](error_code ec) {
    if (ec)
      return;
    *fired = true;
    (void)state->cancel_all("time limit", net::cancellation_type::terminal,
                            std::source_location::current());
  });
  auto cancel = [&scope] { scope.cancel_all("the caller was cancelled"); };
  const bool cancelled = co_await settle_group(scope.state(), cancel);
  deadline->cancel();
  if (cancelled)
    throw_cancelled();
  co_return *fired &&node->state.load() == task_state::cancelled;
}

template <class F>
using limited_result =
    typename awaitable_traits<std::invoke_result_t<F &>>::value_type;

} // namespace detail

/// Gives the result of `call()`, or cancels it after `limit`, waits until it
/// has ended, and throws timeout_error. Work that ends in time all the same, or
/// fails, gives its own result or exception. When the caller is cancelled, so
/// is the work, and operation_aborted is thrown after it has ended.
template <class F>
auto timeout(duration limit, F call)
    -> net::awaitable<detail::limited_result<F>> {
  using T = detail::limited_result<F>;
  detail::scope_group scope(co_await net::this_coro::executor, "timeout");
  detail::ref_ptr<detail::outcome_node<T>> node;
  if (co_await detail::run_limited(scope, call, limit, node))
    throw timeout_error();
  co_return detail::take_outcome(*node);
}

/// As timeout(), but a limit that is reached is no error: the result is then
/// empty, or false for work without a result.
template <class F>
auto move_on_after(duration limit, F call)
    -> net::awaitable<std::conditional_t<
        std::is_void_v<detail::limited_result<F>>, bool,
        std::optional<detail::limited_result<F>>>> {
  using T = detail::limited_result<F>;
  detail::scope_group scope(co_await net::this_coro::executor, "move_on_after");
  detail::ref_ptr<detail::outcome_node<T>> node;
  const bool stopped = co_await detail::run_limited(scope, call, limit, node);
  if constexpr (std::is_void_v<T>) {
    if (!stopped)
      detail::take_outcome(*node);
    co_return !stopped;
  } else {
    std::optional<T> result;
    if (!stopped)
      result.emplace(detail::take_outcome(*node));
    co_return result;
  }
}

} // namespace holdfast::inline HOLDFAST_ABI
