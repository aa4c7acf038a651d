// RUN: %check %s holdfast-discarded-task %t
//
// Where nothing can await, an owner that is in scope takes the task: a member
// before a parameter, a parameter before a local.

#include "cppcoro.h"

using cppcoro::async_scope;
using cppcoro::task;

task<> flush();

void parameter(async_scope &scope) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: scope.spawn(flush());
}

void pointer(async_scope *scope) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: scope->spawn(flush());
}

// A scope that nobody joined asserts that it is empty.
void local() {
  async_scope scope;
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  (void)flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'flush' is discarded
}

class Service {
public:
  void start(async_scope &given) {
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
    // CHECK-FIXES: tasks_.spawn(flush());
  }
  void look() const {
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  }

private:
  async_scope tasks_;
};

void declared_too_late() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  async_scope scope;
}

void out_of_reach() {
  {
    async_scope scope;
  }
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
}

task<> awaiting_comes_first(async_scope &scope) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: co_await flush();
  co_return;
}
