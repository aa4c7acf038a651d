// RUN: %check %s holdfast-discarded-task %t --std=c++17,c++20
//
// KJ on its own headers: who can name a WaitScope may wait.

#include <kj/async-io.h>
#include <kj/async.h>

kj::Promise<int> compute();
kj::Promise<void> flush();

void parameter(kj::WaitScope &scope) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: flush().wait(scope);
  (void)compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}}'compute' is discarded
  // CHECK-FIXES: compute().wait(scope);
  flush().then([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'then' is dropped;
  // CHECK-FIXES: flush().then([] {}).wait(scope);
}

#define SETUP_IO                                                               \
  auto io = kj::setupAsyncIo();                                                \
  auto &waitScope KJ_UNUSED = io.waitScope

void local_of_a_macro() {
  SETUP_IO;
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: flush().wait(waitScope);
}

void pointer(kj::WaitScope *scope, bool now) {
  if (now)
    flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: flush().wait(*scope);
}

// Only its owner can be named: it may not wait on the event loop's own thread.
void member_of_a_local() {
  auto io = kj::setupAsyncIo();
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES: note: give the task an owner
}

// What runs in the loop has no scope to wait in, and what was declared too late
// neither.
void callback() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES: note: give the task an owner
  kj::EventLoop loop;
  kj::WaitScope scope(loop);
}

// In a closure its names are not those of the function.
void closure(kj::WaitScope &scope) {
  compute().then([](int) { flush(); }).wait(scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES: note: give the task an owner
}
