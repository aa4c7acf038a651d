// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A persistent task group for the time of a body: structured, and not
// fail-fast.
#pragma once

#include <holdfast/detail/scope.hpp>
#include <holdfast/persistent_task_group.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Runs `body(group)` in the caller's coroutine, waits for everything that was
/// spawned into the group, and gives the body's result.
///
///     co_await holdfast::with_persistent_task_group(
///         [&](holdfast::persistent_task_group &g) -> awaitable<void> { ... });
///
/// Exceptions: a task that fails touches neither its siblings nor the body; it
/// reaches the group's error handler, by default stderr. When the body fails,
/// or the caller is cancelled, the group is shut down by `policy`; when all
/// tasks have ended, the body's exception, or operation_aborted, is thrown.
///
/// It does not return before the last task has ended, however long that takes:
/// the tasks may refer to the body's surroundings.
template <class F>
auto with_persistent_task_group(
    F body, std::string name = {}, shutdown_policy policy = {},
    std::source_location site = std::source_location::current())
    -> net::awaitable<typename detail::awaitable_traits<
        std::invoke_result_t<F &, persistent_task_group &>>::value_type> {
  using T = typename detail::awaitable_traits<
      std::invoke_result_t<F &, persistent_task_group &>>::value_type;
  persistent_task_group group(co_await net::this_coro::executor,
                              std::move(name), site);
  std::conditional_t<std::is_void_v<T>, bool, std::optional<T>> result{};
  std::exception_ptr error;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await detail::adapt(body(group));
    } else {
      auto value = co_await detail::adapt(body(group));
      result.emplace(std::move(value));
    }
  } catch (...) {
    error = std::current_exception();
  }
  auto bring_down = [&group, &policy] { group.request_shutdown(policy); };
  if (error)
    bring_down();
  // The caller may have been cancelled, and would throw at the next co_await.
  const bool throws = co_await net::this_coro::throw_if_cancelled();
  co_await net::this_coro::throw_if_cancelled(false);
  const bool cancelled =
      co_await detail::settle_group(group.internals(), bring_down);
  co_await net::this_coro::throw_if_cancelled(throws);
  if (error)
    std::rethrow_exception(error);
  if (cancelled)
    detail::throw_cancelled();
  if constexpr (!std::is_void_v<T>)
    co_return std::move(*result);
}

} // namespace holdfast::inline HOLDFAST_ABI
