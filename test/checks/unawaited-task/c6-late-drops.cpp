// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none
//
// C6: live handles are cleared, reset, or replaced.

#include "cppcoro.h"
#include <memory>
#include <optional>
#include <utility>
#include <vector>

using cppcoro::task;

task<> flush();
void use(task<>);

void cleared() { // 90
  std::vector<task<>> v;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: tasks kept in 'v' are dropped by 'clear' before they are awaited; the coroutine never starts (cppcoro::task is lazy) [holdfast-unawaited-task]
  v.push_back(flush());
  v.clear();
}

void popped() {
  std::vector<task<>> v;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: tasks kept in 'v' are dropped by 'pop_back' before they are awaited; {{.*}}
  v.push_back(flush());
  v.pop_back();
}

void erased() {
  std::vector<task<>> v;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: tasks kept in 'v' are dropped by 'erase' before they are awaited; {{.*}}
  v.push_back(flush());
  v.erase(v.begin());
}

void swapped_out() {
  std::vector<task<>> v;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: tasks kept in 'v' are dropped by 'swap' before they are awaited; {{.*}}
  v.push_back(flush());
  std::vector<task<>>().swap(v);
}

void reset() {
  std::optional<task<>> o = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'o' are dropped by 'reset' before they are awaited; {{.*}}
  o.reset();
}

void reset_to_another() { // 91
  auto p = std::make_unique<task<>>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'p' are overwritten before they are awaited; {{.*}}
  p.reset(new task<>(flush()));
}

void replaced_by_an_empty_one() { // 92
  task<> t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: task returned by 'flush' is kept in 't' and replaced by an empty one before it is awaited; {{.*}}
  t = {};
}

void set_to_null() { // 92
  auto p = std::make_unique<task<>>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'p' are replaced by an empty one before they are awaited; {{.*}}
  p = nullptr;
}

class Exchanged {
  void into_a_name() { // 82
    auto old = std::exchange(m, flush());
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: task returned by 'exchange' is kept in 'old', which nothing uses; {{.*}}
  }
  task<> stop() { co_await std::move(m); }
  task<> m;
};

class Member {
  void twice() { // 72
    m = flush();
    m = flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'flush' is kept in 'm' and overwritten before it is awaited; {{.*}}
  }
  void emptied() { // 92
    m = flush();
    m = {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'flush' is kept in 'm' and replaced by an empty one before it is awaited; {{.*}}
  }
  task<> stop() { co_await std::move(m); }
  task<> m;
};
