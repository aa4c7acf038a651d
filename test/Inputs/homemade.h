// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Task types that no catalogue knows, as code bases write them for themselves.
// What a drop does has to be seen in the promise and in the destructor.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace home {

struct any_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const { return 0; }
};

/// Lazy; the destructor destroys the frame. A drop: the body never runs.
class lazy {
public:
  struct promise_type {
    lazy get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { error = std::current_exception(); }
    void return_void() {}
    std::exception_ptr error;
  };
  lazy() = default;
  lazy(lazy &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  lazy &operator=(lazy &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~lazy() {
    if (handle)
      handle.destroy();
  }
  any_awaiter operator co_await() const noexcept { return {}; }

private:
  std::coroutine_handle<promise_type> handle;
};

/// Runs at once; the destructor destroys the frame. A drop: cancelled.
class job {
public:
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { error = std::current_exception(); }
    void return_void() {}
    std::exception_ptr error;
  };
  job() = default;
  job(job &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  job &operator=(job &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~job() {
    if (handle)
      handle.destroy();
  }
  explicit operator bool() const noexcept { return bool(handle); }
  any_awaiter operator co_await() const noexcept { return {}; }
  /// A continuation: the result is a new job.
  template <class F> job then(F continuation) &&;
  /// For chaining: the result is this very job.
  template <class F> job &on_done(F callback);
  void detach() && { handle = nullptr; }
  void cancel() noexcept;
  bool done() const noexcept;

private:
  std::coroutine_handle<promise_type> handle;
};

/// Runs at once and goes on without its handle; errors end the process.
class loose {
public:
  struct promise_type {
    loose get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_void() {}
  };
  any_awaiter operator co_await() const noexcept { return {}; }
};

/// Nothing to hold, nothing to await: fire and forget, errors are swallowed.
struct fire {
  struct promise_type {
    fire get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept {}
    void return_void() {}
  };
};

/// Yields and cannot be awaited: no task.
class numbers {
public:
  struct promise_type {
    numbers get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    std::suspend_always yield_value(int) noexcept { return {}; }
    void return_void() {}
  };
  numbers(numbers &&) noexcept;
  ~numbers();
  bool next();
};

/// Owns the jobs that it is given.
class pool {
public:
  job submit(lazy work);
  void spawn(lazy work);
  void add(job work);
};

template <class F> job spawn(F function);

} // namespace home
