// RUN: %check %s holdfast-discarded-task,holdfast-detached-task,holdfast-unawaited-task %t -- -I %test/Inputs/libraries
//
// async_simple's rows.

#include "libraries/async_simple.h"
// CHECK-FIXES: #include <async_simple/coro/SyncAwait.h>

using namespace async_simple;

coro::Lazy<> lazy();
coro::RescheduleLazy<> scheduled();
Future<int> future();
struct Pass {
  template <class... T> void operator()(T &&...) const;
} pass;

void handles(Executor *ex) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (async_simple::coro::Lazy is lazy)
  scheduled();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'scheduled' is dropped; the work never starts (async_simple::coro::RescheduleLazy is lazy)
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped; the work runs on with no owner and its error is lost
  lazy().via(ex);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'via' is dropped; the work never starts
  lazy().setEx(ex);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'setEx' is dropped; the coroutine never starts
  future().thenValue(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'thenValue' is dropped; the work runs on
  future().then(pass).thenTry(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'thenTry' is dropped; the work runs on
  future().via(ex);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'via' is dropped; the work runs on
  future().valid();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped after 'valid';
}

void detaches(Executor *ex) {
  lazy().via(ex).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this async_simple::coro::RescheduleLazy without an owner; its exception ends the process
}

coro::Lazy<> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
  co_await scheduled();
}

void silent() {
  lazy().start(pass);
  coro::syncAwait(lazy());
  future().get();
  future().wait();
}

void an_event() {
  Promise<int> promise;
  auto event = promise.getFuture();
  promise.setValue(1);
}

void kept() {
  auto left = future();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}}'future' is kept in 'left', which nothing uses
}

int main() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: async_simple::coro::syncAwait(lazy());
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped;
  // CHECK-FIXES: future().get();
}
