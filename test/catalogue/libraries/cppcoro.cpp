// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// cppcoro's rows.

#include "libraries/cppcoro.h"
// CHECK-FIXES: #include <cppcoro/sync_wait.hpp>

cppcoro::task<> flush();
cppcoro::shared_task<> shared();
cppcoro::generator<int> numbers();

void handles() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is dropped; the coroutine never starts (cppcoro::task is lazy)
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped; the coroutine never starts (cppcoro::shared_task is lazy)
  flush().is_ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is dropped after 'is_ready'; the coroutine never starts
}

void owned(cppcoro::async_scope &scope) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: scope.spawn(flush());
  scope.spawn(flush());
}

cppcoro::task<> awaits() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: co_await flush();
  co_await flush();
  co_await flush().when_ready();
}

void silent() {
  cppcoro::sync_wait(flush());
  numbers();
}

int main() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: cppcoro::sync_wait(flush());
}
