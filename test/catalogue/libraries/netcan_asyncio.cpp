// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// The rows of netcan's asyncio.

#include "libraries/netcan_asyncio.h"
// CHECK-FIXES: #include <asyncio/runner.h>

asyncio::Task<> lazy();

void handles() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (asyncio::Task is lazy)
  asyncio::schedule_task(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'schedule_task' is dropped; the work is cancelled (asyncio::ScheduledTask cancels when it is destroyed)
}

asyncio::Task<> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
  auto kept = asyncio::schedule_task(lazy());
  co_await std::move(kept);
}

int main() {
  asyncio::run(lazy());
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: asyncio::run(lazy());
}
