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
  // CHECK-FIXES: if (c) {
  // CHECK-FIXES: co_await std::move(t);
  // CHECK-FIXES: }
  co_await std::move(t);
}

task<> on_one_line(bool c) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  if (c) co_return;
  // CHECK-FIXES: if (c) { co_await std::move(t); co_return; }
  co_await std::move(t);
}

task<> in_an_else(bool c) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  if (c)
    co_await std::move(t);
  else
    co_return; // nothing to do
  // CHECK-FIXES: else {
  // CHECK-FIXES: co_await std::move(t);
  // CHECK-FIXES: }
  work();
}

task<> in_a_case(int n) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  switch (n) {
  case 0: co_return;
  // CHECK-FIXES: case 0: co_await std::move(t); co_return;
  case 1:
  case 2:
    co_return;
    // CHECK-FIXES: co_await std::move(t);
  }
  co_await std::move(t);
}

// The await moves up: in front of the condition.
task<> moved_up(bool c) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  if (c)
    co_await std::move(t);
  // CHECK-FIXES: co_await std::move(t);
  work();
}

void joined_on_one_branch(bool c) {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 't' and not joined on every path;
  if (c) {
    t.join();
  }
  // CHECK-FIXES: t.join();
}

// What the condition does stays.
task<> condition_does_something() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 't' and not awaited on every path;
  if (closed())
    co_await std::move(t);
}

// One fix waits for both.
void two_at_one_exit() {
  std::thread a(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 'a' and not joined on every path;
  std::thread b(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 'b' and not joined on every path;
  if (closed())
    return;
  // CHECK-FIXES: if (closed()) {
  // CHECK-FIXES: a.join();
  // CHECK-FIXES: b.join();
  // CHECK-FIXES: }
  a.join();
  b.join();
}

void two_at_the_end() {
  std::thread a(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 'a', which nothing uses;
  std::thread b(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 'b' and not joined on every path;
  if (closed()) {
    b.join();
    return;
    // CHECK-FIXES: a.join();
  }
  work();
  // CHECK-FIXES: a.join();
  // CHECK-FIXES: b.join();
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
  // CHECK-FIXES: if (closed()) {
  // CHECK-FIXES: t.join();
  // CHECK-FIXES: }
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
