// RUN: %check %s holdfast-unawaited-task,holdfast-discarded-task %t --option=Fix=none --option=holdfast-discarded-task.Fix=none
//
// Every drop is reported once, by one of the two checks.

#include "cppcoro.h"
#include <thread>

cppcoro::task<> flush();
void work();

void placeholders() {
  auto _ = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}}[holdfast-discarded-task]
  [[maybe_unused]] auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}}[holdfast-discarded-task]
}

void named_again() {
  [[maybe_unused]] auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: {{.*}}[holdfast-unawaited-task]
  (void)t;
}

void with_a_name() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}}[holdfast-unawaited-task]
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}[holdfast-discarded-task]
}

void jthread() {
  std::jthread named(work);
  [[maybe_unused]] std::jthread other(work);
}
