// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// folly's coroutines and futures.
#pragma once

#include "libraries/coroutine.h"

namespace folly {

struct Unit {};
template <class T> struct Try {};
struct Executor {
  void add(void (*)());
};

template <class T> class SemiFuture;

template <class T> class Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  T get() &&;
  Try<T> getTry() &&;
  Future &wait() &;
  bool isReady() const;
  template <class F> Future thenValue(F &&) &&;
  template <class F> Future thenTry(F &&) &&;
  template <class F> Future thenError(F &&) &&;
  template <class F> Future ensure(F &&) &&;
  template <class F> Future ensureInline(F &&) &&;
  Future via(Executor *) &&;
  SemiFuture<T> semi() &&;
};

template <class T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept;
  ~SemiFuture();
  T get() &&;
  SemiFuture &wait() &;
  Future<T> via(Executor *) &&;
  template <class F> SemiFuture defer(F &&) &&;
  template <class F> SemiFuture deferValue(F &&) &&;
  template <class F> SemiFuture deferError(F &&) &&;
  template <class F> SemiFuture deferEnsure(F &&) &&;
};

namespace futures {
template <class T> void detachOn(Executor *, SemiFuture<T> &&);
template <class T> void detachOnGlobalCPUExecutor(SemiFuture<T> &&);
template <class T>
void maybeDetachOnGlobalExecutorAfter(int, SemiFuture<T> &&);
template <class T> void detachWithoutExecutor(SemiFuture<T> &&);
} // namespace futures

namespace coro {

template <class T> class TaskWithExecutor;

template <class T = void> class [[nodiscard]] Task {
public:
  using promise_type = mock::promise<Task, T>;
  Task(Task &&) noexcept;
  ~Task();
  mock::awaiter<T> operator co_await() &&;
  TaskWithExecutor<T> scheduleOn(Executor *) &&;
  SemiFuture<Unit> semi() &&;
};

template <class T> class [[nodiscard]] TaskWithExecutor {
public:
  TaskWithExecutor(TaskWithExecutor &&) noexcept;
  ~TaskWithExecutor();
  mock::awaiter<T> operator co_await() &&;
  SemiFuture<Unit> start() &&;
  template <class F> void start(F &&callback) &&;
};

template <class T = void> class [[nodiscard]] now_task {
public:
  using promise_type = mock::promise<now_task, T>;
  ~now_task();
  mock::awaiter<T> operator co_await() &&;
};
template <class T = void> class [[nodiscard]] now_task_with_executor {
public:
  ~now_task_with_executor();
  mock::awaiter<T> operator co_await() &&;
};
template <int Safety, class T = void> class [[nodiscard]] safe_task {
public:
  using promise_type = mock::promise<safe_task, T>;
  ~safe_task();
  mock::awaiter<T> operator co_await() &&;
};
template <int Safety, class T = void> class [[nodiscard]] safe_task_with_executor {
public:
  ~safe_task_with_executor();
  mock::awaiter<T> operator co_await() &&;
};

namespace detail {
struct with_executor {
  template <class T>
  TaskWithExecutor<T> operator()(Executor *, Task<T>) const;
};
} // namespace detail
inline constexpr detail::with_executor co_withExecutor{};

template <class T> T blockingWait(Task<T> &&);
template <class T> T blockingWait(TaskWithExecutor<T> &&);

class AsyncScope {
public:
  AsyncScope() noexcept;
  ~AsyncScope();
  template <class T> void add(TaskWithExecutor<T> &&);
  Task<void> joinAsync() noexcept;
};
class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept;
  ~CancellableAsyncScope();
  template <class T> void add(TaskWithExecutor<T> &&);
  Task<void> joinAsync() noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
};

} // namespace coro
} // namespace folly
