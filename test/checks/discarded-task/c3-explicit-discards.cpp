// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
// RUN: %check %s holdfast-discarded-task %t --check-suffix=ALLOW --option=Fix=none --option=ExplicitDiscard=allow
//
// C3: the discard is written down, but without an owner and without a reason.
// Shapes 55 and 56, which return nothing to discard, belong to
// holdfast-detached-task; shape 57 is in nolint.cpp.

#include "cppcoro.h"
#include "homemade.h"
#include <tuple>

using cppcoro::task;

task<> flush();
void work();
bool flag();

void cast_to_void() { // 48
  (void)flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: task returned by 'flush' is discarded by a cast to void; the coroutine never starts (cppcoro::task is lazy) [holdfast-discarded-task]
  (void)home::spawn(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn' is discarded by a cast to void; the coroutine is cancelled
}

void static_cast_to_void() { // 49
  static_cast<void>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is discarded by a cast to void; {{.*}}never starts
  flag() ? void(flush()) : void();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is discarded by a cast to void; {{.*}}never starts
}

void cast_inside_a_conditional(bool c) {
  c ? (void)flush() : (void)0;
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is discarded by a cast to void; {{.*}}never starts
}

void std_ignore() { // 50
  std::ignore = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is assigned to std::ignore; {{.*}}never starts
}

void maybe_unused_placeholder() { // 51
  [[maybe_unused]] auto _ = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is kept in '_', which nothing uses; {{.*}}never starts
}

void placeholder() { // 52
  auto _ = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is kept in '_', which nothing uses; {{.*}}never starts
}

task<> placeholder_that_is_used() {
  auto _ = flush();
  co_await _;
}

void detach_member() { // 53: named, and the type's own
  home::spawn(work).detach();
}

struct Background {
  void operator=(task<>);
};
void background_sink(Background &bg) { // 54
  bg = flush();
}

void dropped_without_a_word() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES-ALLOW: :[[@LINE-2]]:3: warning: {{.*}}'flush' is dropped;
}
