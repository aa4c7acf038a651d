// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// async_simple.
#pragma once

#include "libraries/coroutine.h"

namespace async_simple {

template <class T> struct Try {
  bool hasError() const;
};
struct Executor {};

template <class T> class Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  T get() &&;
  void wait();
  bool valid() const;
  template <class F> Future<T> then(F &&) &&;
  template <class F> Future<T> thenTry(F &&) &&;
  template <class F> Future<T> thenValue(F &&) &&;
  Future<T> via(Executor *) &&;
};

template <class T> class Promise {
public:
  Future<T> getFuture();
  void setValue(T);
};

namespace coro {
template <class T> class RescheduleLazy;
template <class T = void> class [[nodiscard]] Lazy {
public:
  using promise_type = mock::promise<Lazy, T>;
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  mock::awaiter<T> operator co_await() noexcept;
  template <class F> void start(F &&callback);
  RescheduleLazy<T> via(Executor *) &&;
  Lazy<T> setEx(Executor *) &&;
};
template <class T = void> class [[nodiscard]] RescheduleLazy {
public:
  RescheduleLazy(RescheduleLazy &&) noexcept;
  ~RescheduleLazy();
  mock::awaiter<T> operator co_await() noexcept;
  template <class F> void start(F &&callback);
  void detach();
};
template <class T> T syncAwait(Lazy<T> &&);
template <class T> T syncAwait(RescheduleLazy<T> &&);
} // namespace coro

} // namespace async_simple
