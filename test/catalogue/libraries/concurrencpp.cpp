// RUN: %check %s holdfast-discarded-task,holdfast-detached-task,holdfast-unawaited-task %t
//
// concurrencpp's rows.

#include "libraries/concurrencpp.h"

concurrencpp::result<int> running();
concurrencpp::shared_result<int> shared();
concurrencpp::lazy_result<int> lazy();
concurrencpp::null_result fire();
void work();
void use(int);

void handles(concurrencpp::executor &ex, concurrencpp::timer_queue &timers) {
  running();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'running' is dropped; the coroutine runs on with no owner and its error is lost
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped; the work runs on with no owner
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (concurrencpp::lazy_result is lazy)
  lazy().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'run' is dropped; the coroutine runs on
  ex.submit(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'submit' is dropped; the coroutine runs on
  timers.make_one_shot_timer(1, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'make_one_shot_timer' is dropped; the work is cancelled (concurrencpp::timer cancels
  fire();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}coroutine 'fire' has no owner (concurrencpp::null_result gives nothing to hold); its exception is swallowed
  running().status();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'running' is dropped after 'status';
}

concurrencpp::result<void> awaits() {
  running();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'running' is dropped;
  // CHECK-FIXES: co_await running();
  co_await running();
  co_await lazy();
  co_await running().resolve();
}

void silent(concurrencpp::executor &ex) {
  running().get();
  running().wait();
  lazy().run().get();
  ex.post(work);
}

void kept(concurrencpp::timer_queue &timers) {
  auto runs_while_it_lives = timers.make_one_shot_timer(1, work);
  concurrencpp::result_promise<int> promise;
  auto an_event = promise.get_result();
  promise.set_result(1);
}

concurrencpp::result<void> resolved() {
  const auto done = co_await lazy().resolve();
  use(done.status());
  concurrencpp::shared_result<int> told = shared();
  use(told.status());
}

int main() {
  running();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'running' is dropped;
  // CHECK-FIXES: running().get();
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: lazy().run().get();
}
