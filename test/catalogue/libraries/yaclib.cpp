// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// YACLib's rows: futures run on, tasks are lazy, Detach means it.

#include "libraries/yaclib.h"

yaclib::Future<int> future();
yaclib::FutureOn<int> future_on();
yaclib::SharedFuture<int> shared();
yaclib::SharedFutureOn<int> shared_on();
yaclib::Task<int> lazy();
struct Pass {
  template <class... T> void operator()(T &&...) const;
} pass;

void handles(yaclib::IExecutor &ex) {
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped; the work runs on with no owner and its error is lost
  future_on();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future_on' is dropped; the work runs on
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped; the work runs on
  shared_on();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared_on' is dropped; the work runs on
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the work never starts (yaclib::Task is lazy)
  yaclib::Run(ex, pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Run' is dropped; the work runs on
  yaclib::Schedule(ex, pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Schedule' is dropped; the work never starts
  future().Then(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Then' is dropped; the work runs on
  future().ThenInline(pass);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'ThenInline' is dropped; the work runs on
  lazy().ToFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'ToFuture' is dropped; the work runs on
}

void owned(yaclib::WaitGroup<> &group) {
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped;
  // CHECK-FIXES: group.Consume(future());
  future_on();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future_on' is dropped;
  // CHECK-FIXES: group.Consume(future_on());
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped;
}

void silent(yaclib::IExecutor &ex) {
  future().Detach();
  future().DetachInline(pass);
  future_on().Detach(pass);
  shared().SubscribeInline(pass);
  shared_on().Subscribe(pass);
  lazy().Detach();
  lazy().Cancel();
  future().Get().Ok();
  yaclib::Submit(ex, pass);
}

int main() {
  future();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped;
  // CHECK-FIXES: future().Get().Ok();
}
