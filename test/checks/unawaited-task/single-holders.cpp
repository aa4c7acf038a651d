// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none -- -pthread
//
// An optional or a unique pointer holds one handle: it is followed as a handle is.

#include "cppcoro.h"
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

using cppcoro::task;

task<> flush();
void use(task<>);
void work();
bool closed();

void on_one_path(bool c) {
  std::optional<task<>> o = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'o' are not awaited on every path;
  if (c)
    return;
  use(std::move(*o));
}

void behind_a_pointer(bool c) {
  auto p = std::make_unique<task<>>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'p' are not awaited on every path;
  if (c)
    return;
  use(std::move(*p));
}

void reset_on_one_path(bool c) {
  std::optional<task<>> o = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'o' are dropped by 'reset' before they are awaited;
  if (c)
    o.reset();
  else
    use(std::move(*o));
}

void overwritten() {
  std::optional<task<>> o = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'o' are overwritten before they are awaited;
  o = flush();
  use(std::move(*o));
}

void emplaced(bool c) {
  std::optional<std::thread> t;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: tasks kept in 't' are not joined on every path; std::terminate
  t.emplace(work);
  if (c)
    return;
  t->join();
}

void into_a_map() {
  std::map<int, task<>> m;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'm' are never awaited;
  m.emplace(1, flush());
}

task<> pending() {
  std::optional<task<>> last;
  while (!closed()) {
    if (last)
      co_await std::move(*last);
    last = flush();
  }
  if (last.has_value())
    co_await std::move(*last);
}

void started_if_asked(bool threaded) {
  std::unique_ptr<std::thread> t;
  if (threaded)
    t = std::make_unique<std::thread>(work);
  work();
  if (t)
    t->join();
}

void handed_over(bool c) {
  auto p = std::make_unique<task<>>(flush());
  auto q = std::move(p);
  if (c)
    use(std::move(*q));
  else
    use(std::move(*q.release()));
}
