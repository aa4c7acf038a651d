// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which types are coroutines that can be spawned.
#pragma once

#include <holdfast/config.hpp>

#include <type_traits>
#include <utility>

namespace holdfast::inline HOLDFAST_ABI {
template <class T = void> class task; // <holdfast/task.hpp>
} // namespace holdfast::inline HOLDFAST_ABI

namespace holdfast::inline HOLDFAST_ABI::detail {

template <class> struct awaitable_traits : std::false_type {};
template <class T, class Executor>
struct awaitable_traits<net::awaitable<T, Executor>> : std::true_type {
  using value_type = T;
  using executor_type = Executor;
  static net::awaitable<T, Executor> adapt(net::awaitable<T, Executor> body) {
    return body;
  }
};
template <class A>
concept any_awaitable = awaitable_traits<std::remove_cvref_t<A>>::value;

/// What an asio::awaitable can await: `body` itself, or what stands for it.
template <any_awaitable A> auto adapt(A body) {
  return awaitable_traits<A>::adapt(std::move(body));
}

/// A callback is called and no more: a coroutine that it returned would never
/// run.
template <class F>
concept plain_callback =
    std::is_invocable_v<F &> && !any_awaitable<std::invoke_result_t<F &>>;

} // namespace holdfast::inline HOLDFAST_ABI::detail
