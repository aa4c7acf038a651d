// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A background task beside a body, awaited on every exit: the `finally: await
// task` that C++ cannot write, since there is no co_await in a destructor or in
// a catch block.
#pragma once

#include <holdfast/background.hpp>
#include <holdfast/detail/scope.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// What happens to the background task when the body has ended.
enum class after_body {
  await, ///< it is waited for
  cancel ///< it is cancelled and waited for
};

/// Runs `background_call()` as a task beside `body()`, gives the body's result,
/// and does not return before the background task has ended.
///
/// Exceptions: the body's exception wins; the background task's goes to the
/// error handler of the context's background set then. When only the background
/// task failed, its exception is thrown. It does not end the body early.
/// When the caller is cancelled, both are.
template <class Background, class Body>
auto with_task(Background background_call, Body body,
               after_body policy = after_body::await)
    -> net::awaitable<typename detail::awaitable_traits<
        std::invoke_result_t<Body &>>::value_type> {
  using T = typename detail::awaitable_traits<
      std::invoke_result_t<Body &>>::value_type;
  detail::scope_group scope(co_await net::this_coro::executor, "with_task");
  auto beside = scope.start(background_call, spawn_options("background"));
  std::conditional_t<std::is_void_v<T>, bool, std::optional<T>> result{};
  std::exception_ptr error;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await detail::adapt(body());
    } else {
      auto value = co_await detail::adapt(body());
      result.emplace(std::move(value));
    }
  } catch (...) {
    error = std::current_exception();
  }
  auto cancel = [&scope] { scope.cancel_all("the body has ended"); };
  if (policy == after_body::cancel)
    cancel();
  // The caller may have been cancelled, and would throw at the next co_await.
  const bool throws = co_await net::this_coro::throw_if_cancelled();
  co_await net::this_coro::throw_if_cancelled(false);
  const bool cancelled = co_await detail::settle_group(scope.state(), cancel);
  co_await net::this_coro::throw_if_cancelled(throws);
  const auto beside_error =
      beside->state == task_state::failed ? beside->error : nullptr;
  if (error) {
    if (beside_error)
      detail::tell_background(scope.state()->executor, *beside, beside_error);
    std::rethrow_exception(error);
  }
  if (beside_error)
    std::rethrow_exception(beside_error);
  if (cancelled)
    detail::throw_cancelled();
  if constexpr (!std::is_void_v<T>)
    co_return std::move(*result);
}

} // namespace holdfast::inline HOLDFAST_ABI
