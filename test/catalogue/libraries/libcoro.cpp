// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// libcoro's rows: what spawn_joinable returns waits, every other task is lazy.

#include "libraries/libcoro.h"
// CHECK-FIXES: #include <coro/sync_wait.hpp>

coro::task<> lazy();
coro::thread_pool &pool();

void handles(coro::scheduler &scheduler) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (coro::task is lazy)
  (void)pool().schedule(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'schedule' is discarded by a cast to void; the coroutine never starts
  scheduler.schedule_after(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'schedule_after' is dropped; the coroutine never starts
  lazy().is_ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped after 'is_ready';
}

coro::task<> several() {
  coro::when_all(lazy(), lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'when_all' is dropped; the work never starts (coro::detail::when_all_ready_awaitable is lazy)
  // CHECK-FIXES: co_await coro::when_all(lazy(), lazy());
  co_await coro::when_all(lazy(), lazy());
}

void spawns(coro::scheduler &scheduler) {
  pool().spawn_joinable(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_joinable' is dropped; the caller blocks here until the work is done
  // CHECK-FIXES: coro::sync_wait(pool().spawn_joinable(lazy()));
  scheduler.spawn_joinable(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_joinable' is dropped; the caller blocks here
  // CHECK-FIXES: coro::sync_wait(scheduler.spawn_joinable(lazy()));
}

void detaches(coro::scheduler &scheduler) {
  pool().spawn_detached(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_detached' leaves the work without an owner; its exception is swallowed
  scheduler.spawn_detached(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_detached' leaves the work without an owner; its exception is swallowed
}

struct Service {
  void start() {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
    // CHECK-FIXES: (void)group_.start(lazy());
  }
  coro::task_group<coro::thread_pool> group_{pool()};
};

coro::task<> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
  co_await pool().schedule();
}

void silent() {
  coro::sync_wait(lazy());
  lazy().resume();
}
