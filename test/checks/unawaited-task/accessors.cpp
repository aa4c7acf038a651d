// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none -- -pthread
//
// Members that only look, by their name or by their body.

#include "homemade.h"
#include <coroutine>
#include <thread>

namespace my {
struct job {
  using promise_type = home::job::promise_type;
  job(job &&) noexcept;
  ~job();
  home::any_awaiter operator co_await() const;
  bool isFinished() const;
  bool is_running() const;
  bool has_value() const;
  bool operator!() const;
  int progress() const { return steps * 10; }
  int next() const { return pull(); }
  int pull() const;
  int *place() const { return slot; }
  int steps;
  int *slot;
  std::coroutine_handle<promise_type> handle;
};
} // namespace my

using my::job;
job start();
void work();
void observe(int);

void finished() {
  auto j = start();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'j', but never awaited;
  while (j.is_running())
    work();
}

void tested() {
  auto j = start();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'j', but never awaited;
  if (!j || j.has_value())
    work();
}

void body_is_seen() {
  auto j = start();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'j', but never awaited;
  observe(j.progress());
}

// What it calls may do anything.
void body_calls() {
  auto j = start();
  observe(j.next());
}

void gives_a_pointer() {
  auto j = start();
  observe(*j.place());
}

// It ended: nothing is left to cancel.
void ended() {
  auto j = start();
  while (!j.isFinished())
    work();
}

void native() {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 't', but never joined; std::terminate
  (void)t.native_handle();
}
