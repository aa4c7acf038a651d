// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// C4, C6 and C7: what drops a task is a destructor, a callback, a wrapper, or a function
// that gives the old handle back. The numbers are those of the survey.

#include "cppcoro.h"
#include "homemade.h"
#include <functional>
#include <memory>
#include <thread>
#include <tuple>
#include <utility>

using cppcoro::task;

task<> flush();
void use(task<>);
void work();

void tested_temporary() { // 65
  if (home::spawn(work).done())
    work();
  // CHECK-MESSAGES: :[[@LINE-2]]:7: warning: task returned by 'spawn' is dropped after 'done'; the coroutine is cancelled
}

void allocated() { // 79
  new task<>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the only pointer to a new 'cppcoro::task' is dropped; nobody can join it, and it is leaked [holdfast-discarded-task]
}

void temporary_pointer() { // 80
  std::make_unique<task<>>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::unique_ptr<cppcoro::task<>>' returned by 'make_unique' are dropped; the coroutine never starts
}

void temporary_pair() { // 81
  std::make_pair(flush(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::pair<cppcoro::task<>, int>' returned by 'make_pair' are dropped; the coroutine never starts
  std::make_tuple(flush(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::tuple<cppcoro::task<>, int>' returned by 'make_tuple' are dropped;
  // gap: a tuple of references holds nothing, and what it refers to dies here.
  std::forward_as_tuple(flush());
}

class Exchanges {
  void old_one_is_dropped() { // 82
    std::exchange(m, flush());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'exchange' is dropped; the coroutine never starts
  }
  void old_one_is_used() { use(std::exchange(m, flush())); }
  task<> m;
};

struct Flushes {
  ~Flushes() noexcept { flush(); } // 93
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: task returned by 'flush' is dropped; the coroutine never starts
};

void on_close(std::function<void()>);
void in_a_callback() { // 94
  on_close([]() noexcept { flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: task returned by 'flush' is dropped;
}

void in_a_thread() { // 95
  std::thread t([] { flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: task returned by 'flush' is dropped;
  t.join();
}

void in_a_closure_that_returns_nothing() { // 102
  auto kick = []() -> void { flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: task returned by 'flush' is dropped;
  kick();
}

void kick() { flush(); } // 103
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: task returned by 'flush' is dropped;
void callers_are_silent() {
  kick();
  kick();
}

auto hands_on() { return flush(); } // 104
void through_a_wrapper() {
  hands_on();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'hands_on' is dropped;
}

// The names of GoogleTest's macros: what an expected exception leaves is nobody's.
#define ASSERT_THROW(statement, exception)                                     \
  try {                                                                        \
    statement;                                                                 \
  } catch (const exception &) {                                                \
  }
void expected_to_throw() { // 128
  ASSERT_THROW(flush(), int);
}
