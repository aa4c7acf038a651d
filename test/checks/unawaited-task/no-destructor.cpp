// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none -- -I %test/Inputs/libraries
//
// Handles without a destructor: the task of tutorials, whose frame is leaked, a sender, a
// row.

#include "libraries/tmc.h"
#include <coroutine>
#include <exception>
#include <utility>
#include <vector>

/// As tutorials write it. It can be copied.
struct Task {
  struct promise_type {
    Task get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) { frame.resume(); }
  void await_resume() {}
  std::coroutine_handle<promise_type> frame;
};

/// The same, which can only be moved.
struct Moved {
  struct promise_type {
    Moved get_return_object() {
      return Moved(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit Moved(std::coroutine_handle<promise_type> h) : frame(h) {}
  Moved(Moved &&other) noexcept : frame(std::exchange(other.frame, {})) {}
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) { frame.resume(); }
  void await_resume() {}
  std::coroutine_handle<promise_type> frame;
};

struct Sender {
  using sender_concept = void;
};

Task task();
Moved moved();
Sender sender();
tmc::task<> leaked();
void keep(Task);
void keep(Moved);
void work();
std::vector<Task> &all();

void never_used() {
  auto a = task();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'task' is kept in 'a', which nothing uses; the coroutine never starts (Task is lazy, as its promise shows)
  auto b = moved();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'moved' is kept in 'b', which nothing uses; the coroutine never starts
  auto c = sender();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'sender' is kept in 'c', which nothing uses; the work never starts (Sender is lazy, as every sender is)
  auto d = leaked();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'leaked' is kept in 'd', which nothing uses; the coroutine never runs to its end
  const auto &e = moved();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: task returned by 'moved' is kept in 'e', which nothing uses; {{.*}}
  work();
}

Task on_one_path(bool now) {
  auto a = moved();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'moved' is kept in 'a' and not awaited on every path; the coroutine never starts
  if (now)
    co_return;
  co_await a;
}

Task in_a_loop(int times) {
  for (int i = 0; i < times; ++i) {
    auto a = moved();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: task returned by 'moved' is kept in 'a' and not awaited on every path; {{.*}}
    if (i % 2)
      continue;
    co_await a;
  }
}

// Another copy may be held elsewhere.
Task copied(bool now) {
  auto a = task();
  if (now)
    co_return;
  co_await a;
}

Task silent(bool now) {
  auto a = task();
  a.frame.resume();
  auto b = moved();
  if (now)
    keep(std::move(b));
  else
    co_await b;
  auto c = task();
  all().push_back(c);
  auto d = sender();
  auto e = d;
  [[maybe_unused]] auto f = std::move(e);
}
Moved returned() {
  auto a = moved();
  return a;
}
