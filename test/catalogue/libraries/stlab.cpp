// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// stlab's rows: a future that dies takes its work along.

#include "libraries/stlab.h"
// CHECK-FIXES: #include <stlab/concurrency/await.hpp>

stlab::future<int> future();
struct Pass {
  template <class... T> void operator()(T &&...) const;
} pass;

void handles() {
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped; the work is cancelled (stlab::future cancels when it is destroyed)
  stlab::async(pass, pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async' is dropped; the work is cancelled
  future().then(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'then' is dropped; the work is cancelled
  future().recover(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'recover' is dropped; the work is cancelled
  future() | pass;
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}is dropped; the work is cancelled
  future() ^ pass;
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}is dropped; the work is cancelled
  future().is_ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped after 'is_ready';
  future().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this stlab::future without an owner; its exception is swallowed
}

stlab::future<int> awaits() {
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped;
  // CHECK-FIXES: co_await future();
  co_return co_await future();
}

int main() {
  stlab::await(future());
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped;
  // CHECK-FIXES: stlab::await(future());
}
