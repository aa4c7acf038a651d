// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Drogon's coroutines.
#pragma once

#include "libraries/coroutine.h"

#include <functional>
#include <future>

namespace drogon {

template <class T = void> struct [[nodiscard]] Task {
  using promise_type = mock::promise<Task, T>;
  Task(Task &&) noexcept;
  ~Task();
  mock::awaiter<T> operator co_await() const noexcept;
};
struct AsyncTask {
  using promise_type = mock::detached_promise<AsyncTask>;
};

template <class T> T sync_wait(Task<T> &&);
template <class T> std::future<T> co_future(Task<T> &&) noexcept;
template <class Coro> void async_run(Coro &&);
template <class Coro> std::function<void()> async_func(Coro &&);

} // namespace drogon
