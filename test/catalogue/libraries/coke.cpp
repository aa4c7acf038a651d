// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// coke's rows.

#include "libraries/coke.h"
// CHECK-FIXES: #include <coke/wait.h>

coke::Task<> lazy();
void work();

void handles() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (coke::Task is lazy)
  coke::go(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'go' is dropped; the work never starts (coke::GoAwaiter is lazy)
}

void detaches(void *series) {
  coke::detach(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work without an owner; its exception is swallowed
  coke::detach_on_series(lazy(), series);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach_on_series' leaves the work without an owner; its exception is swallowed
  coke::detach_on_new_series(lazy(), series);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach_on_new_series' leaves the work without an owner
  lazy().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this coke::Task without an owner; its exception is swallowed
  lazy().detach_on_series(series);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach_on_series' leaves the work of this coke::Task without an owner
  lazy().detach_on_new_series(series);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach_on_new_series' leaves the work of this coke::Task without an owner
}

coke::Task<> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
  co_await coke::go(work);
}

int main() {
  coke::sync_wait(lazy());
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: coke::sync_wait(lazy());
}
