// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names and the shapes of cppcoro that the fixtures need: lazy tasks, a
// generator, a scope that owns tasks, a blocking wait. Written for the tests;
// it is compiled, never run.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace cppcoro {

class operation_cancelled : public std::exception {};

template <class T = void> class [[nodiscard]] task;

namespace detail {
struct task_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
  std::exception_ptr error;
};

template <class T> struct task_promise : task_promise_base {
  task<T> get_return_object() noexcept;
  template <class U> void return_value(U &&) {}
};

template <> struct task_promise<void> : task_promise_base {
  task<void> get_return_object() noexcept;
  void return_void() noexcept {}
};
} // namespace detail

template <class T> class [[nodiscard]] task {
public:
  using promise_type = detail::task_promise<T>;
  using value_type = T;

  task() noexcept = default;
  explicit task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  task(task &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  task &operator=(task &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~task() {
    if (handle_)
      handle_.destroy();
  }

  bool is_ready() const noexcept { return !handle_ || handle_.done(); }

  struct awaiter {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    T await_resume();
  };
  awaiter operator co_await() const & noexcept;
  awaiter operator co_await() const && noexcept;
  awaiter when_ready() const noexcept;

private:
  std::coroutine_handle<promise_type> handle_;
};

template <class T = void> class [[nodiscard]] shared_task {
public:
  struct promise_type : detail::task_promise_base {
    shared_task get_return_object() noexcept;
    void return_void() noexcept {}
  };
  shared_task() noexcept = default;
  shared_task(const shared_task &) noexcept;
  shared_task(shared_task &&) noexcept;
  shared_task &operator=(shared_task) noexcept;
  ~shared_task();
  bool is_ready() const noexcept;
  typename task<T>::awaiter operator co_await() const noexcept;
};

template <class T> class [[nodiscard]] generator {
public:
  struct promise_type {
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    std::suspend_always yield_value(T) noexcept { return {}; }
    void return_void() {}
    template <class U> std::suspend_never await_transform(U &&) = delete;
  };
  struct iterator {
    T operator*() const;
    iterator &operator++();
    bool operator!=(const iterator &) const;
  };
  generator(generator &&) noexcept;
  ~generator();
  iterator begin();
  iterator end() noexcept;
};

class async_scope {
public:
  async_scope() noexcept;
  ~async_scope();
  template <class Awaitable> void spawn(Awaitable &&awaitable) {
    auto keep = std::forward<Awaitable>(awaitable);
    (void)keep.is_ready();
  }
  [[nodiscard]] task<void>::awaiter join() noexcept;
};

template <class T> T sync_wait(task<T> &&);
template <class T> T sync_wait(task<T> &);
template <class... Tasks> task<void> when_all(Tasks... tasks);
template <class T> auto make_task(T awaitable) -> task<>;

} // namespace cppcoro
