// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcoro.
#pragma once

#include "libraries/coroutine.h"

#include <tuple>

namespace coro {

template <class T = void> class [[nodiscard]] task {
public:
  using promise_type = mock::promise<task, T>;
  task(task &&) noexcept;
  ~task();
  mock::awaiter<T> operator co_await() && noexcept;
  bool is_ready() const noexcept;
  bool resume();
};

namespace detail {
template <class Tasks> class when_all_ready_awaitable {
public:
  when_all_ready_awaitable(when_all_ready_awaitable &&) noexcept;
  mock::awaiter<void> operator co_await() && noexcept;
};
} // namespace detail
template <class... T>
[[nodiscard]] detail::when_all_ready_awaitable<std::tuple<T...>> when_all(T...);
template <class... T>
void sync_wait(detail::when_all_ready_awaitable<std::tuple<T...>> &&);

class thread_pool {
public:
  mock::awaiter<void> schedule();
  bool spawn_detached(task<void> &&) noexcept;
  task<void> spawn_joinable(task<void> &&) noexcept;
  template <class T> [[nodiscard]] task<T> schedule(task<T>);
};
class scheduler {
public:
  bool spawn_detached(task<void> &&);
  task<void> spawn_joinable(task<void> &&);
  [[nodiscard]] task<void> schedule_after(int);
};
template <class Executor> class task_group {
public:
  explicit task_group(Executor &);
  ~task_group();
  [[nodiscard]] bool start(task<void> &&);
  mock::awaiter<void> operator co_await();
};

template <class T> T sync_wait(task<T> &&);

} // namespace coro
