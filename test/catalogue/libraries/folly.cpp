// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// folly's rows: lazy coroutines, futures that run on, deferred stages that never
// start.

#include "libraries/folly.h"
// CHECK-FIXES: #include <folly/coro/BlockingWait.h>

folly::coro::Task<void> lazy();
folly::coro::TaskWithExecutor<void> ready();
folly::coro::now_task<void> now();
folly::coro::now_task_with_executor<void> now_ready();
folly::coro::safe_task<1, void> safe();
folly::coro::safe_task_with_executor<1, void> safe_ready();
folly::Future<int> future();
folly::SemiFuture<int> semi();
void work();
struct Pass {
  template <class... T> void operator()(T &&...) const;
} pass;

void handles() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (folly::coro::Task is lazy)
  ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'ready' is dropped; the work never starts (folly::coro::TaskWithExecutor is lazy)
  now();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'now' is dropped; the coroutine never starts
  now_ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'now_ready' is dropped; the work never starts
  safe();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'safe' is dropped; the coroutine never starts
  safe_ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'safe_ready' is dropped; the work never starts
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped; the work runs on with no owner and its error is lost
  semi();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'semi' is dropped; the work runs on with no owner and its error is lost
  future().isReady();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped after 'isReady';
}

void chains(folly::Executor *ex) {
  future().thenValue(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'thenValue' is dropped; the work runs on
  future().thenTry(pass).ensure(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'ensure' is dropped; the work runs on
  semi().via(ex).thenValue(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'thenValue' is dropped; the work runs on
  future().semi();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'semi' is dropped; the work runs on
  semi().deferValue(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'deferValue' is dropped; the work never starts
  semi().defer(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'defer' is dropped; the work never starts
  semi().deferError(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'deferError' is dropped; the work never starts
  semi().deferEnsure(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'deferEnsure' is dropped; the work never starts
  lazy().semi();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'semi' is dropped; the work never starts
  lazy().scheduleOn(ex);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'scheduleOn' is dropped; the work never starts
  folly::coro::co_withExecutor(ex, lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'co_withExecutor' is dropped; the work never starts
  ready().start();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'start' is dropped; the work runs on with no owner
}

void detaches(folly::Executor *ex) {
  folly::futures::detachWithoutExecutor(semi());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detachWithoutExecutor' leaves the work without an owner; its exception is swallowed
  folly::futures::detachOn(ex, semi());
  folly::futures::detachOnGlobalCPUExecutor(semi());
  folly::futures::maybeDetachOnGlobalExecutorAfter(1, semi());
}

struct Service {
  void start(folly::coro::CancellableAsyncScope &other) {
    ready();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'ready' is dropped;
    // CHECK-FIXES: scope_.add(ready());
    // The scope takes work that knows its executor.
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
    other.add(ready());
  }
  folly::coro::AsyncScope scope_;
};
void cancellable(folly::coro::CancellableAsyncScope &scope) {
  ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'ready' is dropped;
  // CHECK-FIXES: scope.add(ready());
}

folly::coro::Task<void> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
  co_await ready();
}

void silent() {
  folly::coro::blockingWait(lazy());
  future().get();
  semi().get();
  ready().start(pass);
}

int main() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: folly::coro::blockingWait(lazy());
}
