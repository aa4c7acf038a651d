// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// Drogon's rows.

#include "libraries/drogon.h"
// CHECK-FIXES: #include <drogon/utils/coroutine.h>

drogon::Task<> lazy();
drogon::AsyncTask fire();

void handles() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (drogon::Task is lazy)
  drogon::co_future(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'co_future' is dropped; the work runs on with no owner and its error is lost
  drogon::async_run(lazy);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async_run' leaves the work without an owner; its exception ends the process
  fire();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}coroutine 'fire' has no owner (drogon::AsyncTask gives nothing to hold); its exception ends the process
}

drogon::Task<> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
}

void silent() {
  drogon::sync_wait(lazy());
  drogon::co_future(lazy()).get();
  auto kept = drogon::async_func(lazy);
}

int main() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: drogon::sync_wait(lazy());
}
