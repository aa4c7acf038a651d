// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none -- -pthread
//
// What repeated conditions do not rule out.

#include "cppcoro.h"
#include "homemade.h"
#include <thread>
#include <utility>

using cppcoro::task;

void work();
bool closed();
task<> flush();
void use(task<>);
home::job begin();
enum class Mode { sync, async, both };

void overlap(int n) {
  std::thread t;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} not joined on every path;
  if (n > 3)
    t = std::thread(work);
  if (n < 5)
    return;
  t.join();
}

void one_of_three(Mode m) {
  std::thread t;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} not joined on every path;
  if (m != Mode::sync)
    t = std::thread(work);
  if (m == Mode::async)
    t.join();
}

void changed(int n) {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} not joined on every path;
  if (n >= 3)
    t.join();
  n = 7;
  if (n < 3)
    t.join();
}

void other_case(int n) {
  std::thread t;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} not joined on every path;
  switch (n) {
  case 1:
    t = std::thread(work);
    break;
  default:
    break;
  }
  switch (n) {
  case 2:
    t.join();
    break;
  }
}

// The flag says something else by then.
task<> stale_test() {
  home::job t = begin();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: {{.*}} not awaited on every path;
  bool has = bool(t);
  has = has && closed();
  if (has)
    co_await std::move(t);
}

void moved_on(bool c) {
  auto a = flush();
  if (c)
    return use(std::move(a));
  task<> b(std::move(a));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}} is kept in 'b', which nothing uses;
}
