// RUN: %check %s holdfast-unawaited-task %t -- -pthread
//
// The wait goes where the handle is made, or before every exit that drops it.

#include "cppcoro.h"
#include <future>
#include <thread>
#include <utility>

using cppcoro::task;

task<> flush();
task<int> acquire();
void use(task<>);
bool closed();
int work();

task<> value_was_meant() {
  auto units = acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'acquire' is kept in 'units', which nothing uses;
  // CHECK-FIXES: auto units = co_await acquire();
  co_return;
}

task<> never_named() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't', which nothing uses;
  // CHECK-FIXES: co_await flush();
  co_return;
}

task<> one_exit(bool c) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  if (c)
    co_return;
  // CHECK-FIXES: { co_await std::move(t); co_return; }
  co_await std::move(t);
}

task<> two_exits(int n) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  if (n == 1) {
    work();
    co_return;
    // CHECK-FIXES: co_await std::move(t);
  }
  if (n == 2) {
    co_await std::move(t);
    co_return;
  }
  work();
  // CHECK-FIXES: co_await std::move(t);
}

task<> looked_at() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't', but never awaited;
  if (!t.is_ready())
    co_await flush();
  // CHECK-FIXES: co_await std::move(t);
}

// Where one path comes with the handle moved away, nothing may be waited for.
task<> merged(bool c) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  if (c)
    use(std::move(t));
  co_return;
}

// Nothing can be awaited in a handler.
task<> handler() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  try {
    work();
  } catch (...) {
    co_return;
  }
  co_await std::move(t);
}

void thread() {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 't' and not joined on every path;
  if (closed())
    return;
  // CHECK-FIXES: { t.join(); return; }
  t.join();
}

void unused_thread() {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 't', which nothing uses;
  work();
  // CHECK-FIXES: t.join();
}

void waits_anyway() {
  auto f = std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f', which nothing uses;
  work();
  // CHECK-FIXES: f.get();
}

void joined() {
  auto f = std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f' and waited for, but nobody asks for its error;
  f.wait();
  // CHECK-FIXES: f.get();
}

// No wait is written where it may stand on the thread that the work needs.
std::future<int> compute();
void not_blocked() {
  auto f = compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f', which nothing uses;
}
