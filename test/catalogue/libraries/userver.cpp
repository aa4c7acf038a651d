// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// userver's rows: a task that dies is cancelled, and the caller waits.

#include "libraries/userver.h"

using namespace userver;

engine::Task plain();
engine::TaskWithResult<int> counted();
engine::SharedTask shared();
engine::SharedTaskWithResult<int> shared_count();
void work();

void handles() {
  plain();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'plain' is dropped; the work is cancelled and the caller waits for it to end (userver::engine::Task joins when it is destroyed)
  counted();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'counted' is dropped; the work is cancelled and the caller waits
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped; the work is cancelled and the caller waits
  shared_count();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared_count' is dropped; the work is cancelled and the caller waits
  utils::Async("flush", work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Async' is dropped; the work is cancelled and the caller waits
  utils::SharedAsync("flush", work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'SharedAsync' is dropped;
  engine::AsyncNoSpan(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'AsyncNoSpan' is dropped;
}

void detaches() {
  plain().Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Detach' leaves the work of this userver::engine::Task without an owner; its exception is swallowed
  engine::DetachUnscopedUnsafe(plain());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'DetachUnscopedUnsafe' leaves the work without an owner; its exception is swallowed
}

struct Component {
  void Start() {
    plain();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'plain' is dropped;
    // CHECK-FIXES: tasks_.Detach(plain());
    utils::Async("flush", work);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Async' is dropped;
    // CHECK-FIXES: tasks_.Detach(utils::Async("flush", work));
    // A shared task has no place there.
    shared();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped;
  }
  concurrent::BackgroundTaskStorageCore tasks_;
};

void silent(concurrent::BackgroundTaskStorage &storage) {
  counted().Get();
  plain().Wait();
  shared_count().Get();
  storage.AsyncDetach("flush", work);
}
