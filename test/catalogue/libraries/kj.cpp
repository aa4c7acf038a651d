// RUN: %check %s holdfast-discarded-task,holdfast-detached-task,holdfast-unawaited-task %t --option=Fix=none --std=c++14,c++17
//
// KJ and Cap'n Proto 0.9.2, on their own headers.

#include <capnp/capability.h>
#include <kj/async-io.h>
#include <kj/async.h>
#include <kj/test.h>

#include <utility>

kj::Promise<int> compute();
kj::Promise<void> flush();
kj::ForkedPromise<int> forked();
capnp::RemotePromise<capnp::AnyPointer> call();
void use(int);

void reported(kj::Timer &timer, kj::AsyncOutputStream &stream) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'flush' is dropped; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  (void)compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task returned by 'compute' is discarded by a cast to void; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  timer.afterDelay(1 * kj::SECONDS);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'afterDelay' is dropped; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  stream.write("x", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'write' is dropped; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  compute().then([](int value) { use(value); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'then' is dropped; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  compute().then([](int value) { use(value); }).eagerlyEvaluate(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'eagerlyEvaluate' is dropped; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  kj::evalLater([] { use(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'evalLater' is dropped; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  compute().attach(kj::heap<int>(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'attach' is dropped; the work is cancelled (kj::Promise cancels when it is destroyed) [holdfast-discarded-task]
  compute().fork();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'fork' is dropped; the work is cancelled (kj::ForkedPromise cancels when it is destroyed) [holdfast-discarded-task]
  forked();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'forked' is dropped; the work is cancelled (kj::ForkedPromise cancels when it is destroyed) [holdfast-discarded-task]
  call();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'call' is dropped; the work is cancelled (capnp::RemotePromise cancels when it is destroyed) [holdfast-discarded-task]
}

class Server : kj::TaskSet::ErrorHandler {
public:
  Server() : tasks(*this) {}
  void taskFailed(kj::Exception &&exception) override;

  kj::Promise<void> silent(kj::WaitScope &scope) {
    tasks.add(flush());
    compute().wait(scope);
    flush().detach([](kj::Exception &&) {});
    // It runs as long as this variable lives.
    [[maybe_unused]] auto listening = flush().eagerlyEvaluate(nullptr);
    auto promise = compute().then([](int value) { use(value); });
    running = flush().eagerlyEvaluate(nullptr);
    KJ_EXPECT_THROW(FAILED, compute());
    return promise;
  }

private:
  kj::TaskSet tasks;
  kj::Promise<void> running = nullptr;
};

// A name bounds the work by its scope, and null cancels it.
void bounded(kj::WaitScope &scope, bool again) {
  auto listening = flush();
  auto reading = compute();
  reading = nullptr;
  auto fork = compute().fork();
  kj::Promise<void> turn = nullptr;
  if (again)
    turn = flush();
  turn = flush();
  turn.wait(scope);
  // gap: nobody waits for this one, so that its continuation never runs.
  auto never = compute().then([](int value) { use(value); });
}
