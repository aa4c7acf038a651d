// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// libfork's rows: a future waits where it dies.

#include "libraries/libfork.h"

lf::task<int> lazy();
void work();

void handles(lf::lazy_pool &pool) {
  lf::schedule(pool, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'schedule' is dropped; the caller blocks here until the work is done
  // CHECK-FIXES: lf::schedule(pool, work).get();
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (lf::task is lazy)
  lf::forked(nullptr, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'forked' is dropped; the work never starts (lf::impl::quasi_awaitable is lazy)
}

void detaches(lf::lazy_pool &pool) {
  lf::detach(pool, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work without an owner; its exception is swallowed
  lf::schedule(pool, work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this lf::future without an owner; its exception is swallowed
}

void silent(lf::lazy_pool &pool) {
  lf::schedule(pool, work).get();
  lf::schedule(pool, work).wait();
  lf::sync_wait(pool, work);
}
