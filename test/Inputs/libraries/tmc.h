// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TooManyCooks. As there, what is forked is an alias of one class of `detail`.
#pragma once

#include "libraries/coroutine.h"

#include <future>

namespace tmc {

template <class T = void> class [[nodiscard]] task {
public:
  using promise_type = mock::promise<task, T>;
  task(task &&) noexcept;
  mock::awaiter<T> operator co_await() && noexcept;
};

namespace detail {
template <class Base> class [[nodiscard]] rvalue_only_awaitable : public Base {
public:
  rvalue_only_awaitable(rvalue_only_awaitable &&) noexcept;
  mock::awaiter<void> operator co_await() && noexcept;
};
} // namespace detail
template <class T> class fork_impl {};
template <class T> using aw_spawn_fork = detail::rvalue_only_awaitable<fork_impl<T>>;
template <class T> using aw_spawn_many_fork = aw_spawn_fork<T *>;
template <class T> using aw_spawn_tuple_fork = aw_spawn_fork<T ***>;
template <class T> using aw_spawn_func_fork = aw_spawn_fork<T **>;

template <class T> class [[nodiscard]] aw_spawn {
public:
  aw_spawn(aw_spawn &&) noexcept;
  mock::awaiter<T> operator co_await() && noexcept;
  [[nodiscard]] aw_spawn_fork<T> fork() &&;
  void detach();
};
template <class T> class [[nodiscard]] aw_spawn_many {
public:
  aw_spawn_many(aw_spawn_many &&) noexcept;
  mock::awaiter<T> operator co_await() && noexcept;
  [[nodiscard]] aw_spawn_many_fork<T> fork() &&;
  void detach();
};
template <class T> class [[nodiscard]] aw_spawn_tuple {
public:
  aw_spawn_tuple(aw_spawn_tuple &&) noexcept;
  mock::awaiter<T> operator co_await() && noexcept;
  [[nodiscard]] aw_spawn_tuple_fork<T> fork() &&;
  void detach();
};
template <class T> class [[nodiscard]] aw_spawn_func {
public:
  aw_spawn_func(aw_spawn_func &&) noexcept;
  mock::awaiter<T> operator co_await() && noexcept;
  [[nodiscard]] aw_spawn_func_fork<T> fork() &&;
  void detach();
};

class [[nodiscard]] aw_fork_group {
public:
  aw_fork_group(aw_fork_group &&) = delete;
  ~aw_fork_group();
  void fork(task<> &&);
  mock::awaiter<void> operator co_await() && noexcept;
};
class [[nodiscard]] aw_spawn_group {
public:
  aw_spawn_group(aw_spawn_group &&);
  void add(task<> &&);
  mock::awaiter<void> operator co_await() && noexcept;
};

aw_spawn<void> spawn(task<> &&);
template <class Iter> aw_spawn_many<void> spawn_many(Iter, unsigned);
template <class... T> aw_spawn_tuple<void> spawn_tuple(task<T> &&...);
template <class F> aw_spawn_func<void> spawn_func(F &&);
aw_fork_group fork_group();
aw_spawn_group spawn_group();

struct ex_cpu {};
template <class E> [[nodiscard]] std::future<void> post_waitable(E &, task<> &&);
template <class E, class Iter>
[[nodiscard]] std::future<void> post_bulk_waitable(E &, Iter, unsigned);
template <class E, class F> void post(E &, F &&);

} // namespace tmc
