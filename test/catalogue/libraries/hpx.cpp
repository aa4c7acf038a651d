// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// HPX's rows.

#include "libraries/hpx.h"

hpx::future<int> future();
hpx::shared_future<int> shared();
hpx::thread launch();
hpx::jthread joining();
struct Pass {
  template <class... T> void operator()(T &&...) const;
} pass;

void handles() {
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped; the work runs on with no owner and its error is lost
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped; the work runs on
  hpx::async(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async' is dropped; the work runs on
  future().then(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'then' is dropped; the work runs on
  future().share();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'share' is dropped; the work runs on
  future().is_ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped after 'is_ready';
  launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'launch' is dropped; std::terminate is called here (hpx::thread is still joinable)
  hpx::thread{pass};
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}temporary 'hpx::thread' is dropped; std::terminate is called here
  joining();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'joining' is dropped; the work is cancelled and the caller waits for it to end
}

void detaches() {
  launch().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this hpx::thread without an owner; its exception ends the process
  joining().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this hpx::jthread without an owner
}

void silent(hpx::experimental::task_group &group) {
  future().get();
  future().wait();
  launch().join();
  hpx::jthread named(pass);
  group.run(pass);
  group.wait();
  hpx::post(pass);
}
