// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coke, coroutines for Sogou's workflow.
#pragma once

#include "libraries/coroutine.h"

namespace coke {

template <class T = void> class [[nodiscard]] Task {
public:
  using promise_type = mock::promise<Task, T>;
  Task(Task &&) noexcept;
  ~Task();
  mock::awaiter<T> operator co_await() && noexcept;
  void detach() noexcept;
  void detach_on_series(void *) noexcept;
  void detach_on_new_series(void *) noexcept;
};
template <class R> class [[nodiscard]] GoAwaiter {
public:
  GoAwaiter(GoAwaiter &&) noexcept;
  ~GoAwaiter();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  R await_resume();
};
class WaitGroup {
public:
  void add(long) noexcept;
  void done();
};

template <class F> GoAwaiter<int> go(F &&);
template <class T> void detach(Task<T> &&);
template <class T> void detach_on_series(Task<T> &&, void *);
template <class T> void detach_on_new_series(Task<T> &&, void *);
template <class T> T sync_wait(Task<T> &&);

} // namespace coke
