// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none
//
// C4: a handle gets a name and is dropped all the same. The numbers are those of the
// survey.

#include "cppcoro.h"
#include "homemade.h"
#include <array>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

using cppcoro::task;

task<> flush();
task<int> answer();
void use(task<>);
void work();

void never_read() { // 58
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't', which nothing uses; the coroutine never starts (cppcoro::task is lazy) [holdfast-unawaited-task]
}

void cast_to_void() { // 59
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't', but never awaited; the coroutine never starts
  (void)t;
}

void maybe_unused_cast_to_void() {
  [[maybe_unused]] auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: task returned by 'flush' is kept in 't', but never awaited; the coroutine never starts
  (void)t;
}

void reference() { // 60
  auto &&r = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: task returned by 'flush' is kept in 'r', which nothing uses; {{.*}}
}

void constant_reference() { // 61
  const auto &r = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: task returned by 'flush' is kept in 'r', but never awaited; {{.*}}
  (void)r;
}

void structured_binding() { // 62
  auto [a, b] = std::pair{flush(), 1};
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task is kept in 'a', which nothing uses; {{.*}}
}

void init_statement(bool i) { // 63
  if (task<> t = flush(); i) {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: task returned by 'flush' is kept in 't', which nothing uses; {{.*}}
    work();
  }
}

void bool_test() { // 64
  if (auto t = home::spawn(work)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: task returned by 'spawn' is kept in 't', but never awaited; the coroutine is cancelled
    work();
  }
}

void accessor() { // 65
  auto t = home::spawn(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'spawn' is kept in 't', but never awaited; {{.*}}
  const bool ok = bool(t) && t.done();
  (void)ok;
}

#define LOG(text)
#define LOG_IF_ENABLED(text)                                                   \
  do {                                                                         \
    if (false)                                                                 \
      print(text);                                                             \
  } while (false)
void print(bool);
void logged() { // 74
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't', which nothing uses; {{.*}}
  LOG(t);
  auto u = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 'u', but never awaited; {{.*}}
  LOG_IF_ENABLED(u.is_ready());
}

task<> sibling() { // 66
  auto a = flush();
  auto b = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 'b', which nothing uses; {{.*}}
  co_await a;
}

void container() { // 75
  std::vector<task<>> v;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: tasks kept in 'v' are never awaited; the coroutine never starts
  v.push_back(flush());
}

void holders() { // 76
  std::optional<task<>> o = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'o' are never awaited; {{.*}}
  std::array<task<>, 2> a{flush(), flush()};
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'a' are never awaited; {{.*}}
  std::tuple<int, task<>> t{1, flush()};
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: tasks kept in 't' are never awaited; {{.*}}
  task<> raw[2] = {flush(), flush()};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: tasks kept in 'raw' are never awaited; {{.*}}
}

void smart_pointers() { // 77
  auto p = std::make_shared<task<>>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'p' are never awaited; {{.*}}
  auto q = std::make_unique<task<>>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'q' are never awaited; {{.*}}
}

void allocated() { // 77, 79
  std::unique_ptr<task<>> p(new task<>(flush()));
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: tasks kept in 'p' are never awaited; {{.*}}
}

void closure() { // 78
  auto l = [t = flush()] {};
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task moved into the closure 'l', which is never called; {{.*}}
}

void moved_on() {
  auto t = flush();
  auto u = std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by {{.*}} is kept in 'u', which nothing uses; {{.*}}
}

void look_at(const task<> &t) {
  if (t.is_ready())
    work();
}
void ignoring_callee() { // 105
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't' and given to 'look_at', which ignores it; {{.*}}
  look_at(t);
}

template <class T> void in_a_template(T) {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't', which nothing uses; {{.*}}
}
template void in_a_template(int);
template void in_a_template(long);

void in_a_closure() {
  auto l = [] {
    auto t = flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: task returned by 'flush' is kept in 't', which nothing uses; {{.*}}
  };
  l();
}
