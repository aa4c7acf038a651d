// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none
//
// C4: dropped on one path, consumed on another. The notes show the way.

#include "cppcoro.h"
#include <thread>
#include <utility>

using cppcoro::task;

task<> flush();
void use(task<>);
void work();

void early_exit(bool c) { // 67
  auto t = flush();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't' and not awaited on every path; the coroutine never starts (cppcoro::task is lazy) [holdfast-unawaited-task]
  // CHECK-NOTES: :[[@LINE+2]]:3: note: where this condition is true
  // CHECK-NOTES: :[[@LINE+2]]:5: note: this return drops 't'
  if (c)
    return;
  use(std::move(t));
}

task<> one_branch(bool c) { // 68
  auto t = flush();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path; {{.*}}
  // CHECK-NOTES: :[[@LINE+2]]:3: note: where this condition is false
  // CHECK-NOTES: :[[@LINE+4]]:1: note: 't' goes out of scope here
  if (c) {
    co_await t;
  }
}

task<> handler() { // 70
  auto t = flush();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path; {{.*}}
  // CHECK-NOTES: :[[@LINE+4]]:5: note: this return drops 't'
  try {
    work();
  } catch (...) {
    co_return;
  }
  co_await t;
}

void overwritten() { // 71
  auto t = flush();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't' and overwritten before it is awaited; {{.*}}
  // CHECK-NOTES: :[[@LINE+1]]:3: note: 't' is overwritten here
  t = flush();
  use(std::move(t));
}

void overwritten_in_a_loop(int n) {
  task<> t;
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: task returned by 'flush' is kept in 't' and overwritten before it is awaited; {{.*}}
  // CHECK-NOTES: :[[@LINE+1]]:3: note: where this loop goes on
  while (n-- > 0)
    t = flush();
    // CHECK-NOTES: :[[@LINE-1]]:5: note: 't' is overwritten here
  use(std::move(t));
}

void left_by_a_jump(int n) {
  while (n-- > 0) {
    auto t = flush();
    // CHECK-NOTES: :[[@LINE-1]]:10: warning: {{.*}} is kept in 't' and not awaited on every path; {{.*}}
    // CHECK-NOTES: :[[@LINE+2]]:5: note: where this condition is true
    // CHECK-NOTES: :[[@LINE+2]]:7: note: this jump drops 't'
    if (n == 7)
      continue;
    use(std::move(t));
  }
}
