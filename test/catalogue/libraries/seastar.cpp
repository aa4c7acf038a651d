// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// Seastar's rows: what a future was chained to is a future again, a gate owns.

#include "libraries/seastar.h"

seastar::future<> start();
seastar::future<int> count();
seastar::shared_future<> shared();
seastar::thread fiber();
struct Pass {
  template <class... T> void operator()(T &&...) const;
} pass;

void handles() {
  start();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'start' is dropped; the work runs on with no owner and its error is only logged
  (void)count();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'count' is discarded by a cast to void; the work runs on with no owner and its error is only logged
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped; the work runs on with no owner and its error is only logged
  fiber();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'fiber' is dropped; std::terminate is called here
  seastar::async(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async' is dropped; the work runs on
  seastar::smp::submit_to(1, pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'submit_to' is dropped; the work runs on
}

void chains() {
  start().then(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'then' is dropped; the work runs on
  start().then(pass).handle_exception(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'handle_exception' is dropped;
  count().discard_result();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'discard_result' is dropped;
  start().finally(pass).or_terminate();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'or_terminate' is dropped;
  start().then_wrapped(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'then_wrapped' is dropped;
  fiber().join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'join' is dropped; the work runs on
  shared().get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'get_future' is dropped;
}

struct Service {
  void go() {
    start();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'start' is dropped;
    // CHECK-FIXES: (void)seastar::with_gate(gate_, [&] { return start(); });
  }
  seastar::gate gate_;
};
void named(seastar::named_gate *gate) {
  start();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'start' is dropped;
  // CHECK-FIXES: (void)seastar::with_gate(*gate, [&] { return start(); });
}

seastar::future<> awaits() {
  start();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'start' is dropped;
  // CHECK-FIXES: co_await start();
  co_await start();
}

// The words for a future that is meant to be left to itself.
void silent(seastar::gate &gate) {
  (void)seastar::with_gate(gate, start);
  (void)seastar::try_with_gate(gate, pass);
  seastar::engine().run_in_background(start());
  ssx::background = start();
  ssx::spawn_with_gate(gate, pass);
  ssx::repeat_until_gate_closed(gate, pass);
  count().get();
}
