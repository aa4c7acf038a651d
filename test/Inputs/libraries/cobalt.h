// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Boost.Cobalt, and the tokens of Boost.Asio that its spawn takes.
#pragma once

#include "libraries/coroutine.h"

#include <future>
#include <vector>

namespace boost::asio {
struct detached_t {};
struct use_future_t {};
struct use_awaitable_t {};
struct deferred_t {};
inline constexpr detached_t detached;
inline constexpr use_future_t use_future;
inline constexpr use_awaitable_t use_awaitable;
inline constexpr deferred_t deferred;
template <class T> class [[nodiscard]] awaitable {
public:
  awaitable(awaitable &&) noexcept;
  ~awaitable();
};
struct io_context {
  struct executor_type {};
  executor_type get_executor();
};
} // namespace boost::asio

namespace boost::cobalt {

template <class T = void> struct [[nodiscard]] promise {
  using promise_type = mock::promise<promise, T, std::suspend_never>;
  promise(promise &&) noexcept;
  promise &operator=(promise &&) noexcept;
  ~promise();
  mock::awaiter<T> operator co_await() &&;
  void operator+() &&;
  void detach();
  bool ready() const;
  T get();
};

template <class T = void> struct [[nodiscard]] task {
  using promise_type = mock::promise<task, T>;
  task(task &&) noexcept;
  ~task();
  mock::awaiter<T> operator co_await() &&;
};

template <class Yield, class Push = void> struct [[nodiscard]] generator {
  generator(generator &&) noexcept;
  ~generator();
  mock::awaiter<Yield> operator co_await() &;
};

struct detached {
  using promise_type = mock::detached_promise<detached>;
};

struct thread {
  thread(thread &&) noexcept;
  ~thread();
  void join();
  void detach();
  mock::awaiter<void> operator co_await() &&;
};

struct wait_group {
  wait_group();
  void push_back(promise<void> p);
  mock::awaiter<void> wait();
};

template <class T> T run(task<T> t);

template <class T>
void spawn(asio::io_context &, task<T> &&, asio::detached_t);
template <class T>
std::future<T> spawn(asio::io_context &, task<T> &&, asio::use_future_t);
template <class T>
asio::awaitable<T> spawn(asio::io_context &, task<T> &&, asio::use_awaitable_t);
template <class T>
asio::awaitable<T> spawn(asio::io_context &, task<T> &&, asio::deferred_t);

template <class... Args> struct op {
  virtual ~op() = default;
  mock::awaiter<void> operator co_await() &&;
};
struct use_op_t {};
inline constexpr use_op_t use_op;
template <class T>
op<T> spawn(asio::io_context &, task<T> &&, use_op_t);

namespace detail {
template <class... Promise> struct join_variadic_impl {
  mock::awaiter<void> operator co_await() &&;
};
template <class Range> struct join_ranged_impl {
  mock::awaiter<void> operator co_await() &&;
};
template <class... Promise> struct gather_variadic_impl {
  mock::awaiter<void> operator co_await() &&;
};
template <class Range> struct gather_ranged_impl {
  mock::awaiter<void> operator co_await() &&;
};
template <class... Promise> struct race_variadic_impl {
  mock::awaiter<void> operator co_await() &&;
};
template <class Range> struct race_ranged_impl {
  mock::awaiter<void> operator co_await() &&;
};
} // namespace detail
template <class... P> detail::join_variadic_impl<P...> join(P &&...);
template <class R> detail::join_ranged_impl<R> join(R &&);
template <class... P> detail::gather_variadic_impl<P...> gather(P &&...);
template <class R> detail::gather_ranged_impl<R> gather(R &&);
template <class... P> detail::race_variadic_impl<P...> race(P &&...);
template <class R> detail::race_ranged_impl<R> race(R &&);

} // namespace boost::cobalt
