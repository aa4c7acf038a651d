// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// concurrencpp.
#pragma once

#include "libraries/coroutine.h"

#include <memory>

namespace concurrencpp {

template <class T> class result {
public:
  using promise_type = mock::promise<result, T, std::suspend_never>;
  result(result &&) noexcept;
  ~result() noexcept;
  T get();
  void wait();
  int status() const;
  mock::awaiter<T> resolve();
  mock::awaiter<T> operator co_await();
};
template <class T> class shared_result {
public:
  shared_result(result<T>);
  shared_result(const shared_result &) noexcept;
  ~shared_result() noexcept;
  T get();
  void wait();
  int status() const;
  mock::awaiter<T> operator co_await();
};
template <class T> class lazy_result {
public:
  using promise_type = mock::promise<lazy_result, T>;
  lazy_result(lazy_result &&) noexcept;
  ~lazy_result() noexcept;
  result<T> run();
  int status() const;
  mock::awaiter<lazy_result> resolve();
  mock::awaiter<T> operator co_await();
};
template <class T> class result_promise {
public:
  result<T> get_result();
  void set_result(T);
};
struct null_result {
  using promise_type = mock::detached_promise<null_result>;
};
class timer {
public:
  timer(timer &&) noexcept;
  ~timer() noexcept;
  void cancel();
};
class timer_queue {
public:
  template <class F> timer make_one_shot_timer(int due, F &&);
};
class executor {
public:
  template <class F> result<void> submit(F &&);
  template <class F> void post(F &&);
};

} // namespace concurrencpp
