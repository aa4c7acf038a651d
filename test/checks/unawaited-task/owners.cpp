// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none
//
// A local owner whose destructor ends the process unless it was joined.

#include "cppcoro.h"

using cppcoro::async_scope;
using cppcoro::task;

task<> flush();
bool closed();
void keep(async_scope &);

task<> joined() {
  async_scope scope;
  scope.spawn(flush());
  co_await scope.join();
}

task<> never_joined() {
  async_scope scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'scope' may be destroyed with tasks that nobody waited for; the destructor of cppcoro::async_scope asserts [holdfast-unawaited-task]
  scope.spawn(flush());
  co_return;
}

task<> joined_on_one_path() {
  async_scope scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'scope' may be destroyed with tasks that nobody waited for;
  scope.spawn(flush());
  if (closed())
    co_return;
  co_await scope.join();
}

task<> nothing_was_spawned() {
  async_scope scope;
  co_return;
}

task<> somebody_else_joins() {
  async_scope scope;
  scope.spawn(flush());
  keep(scope);
  co_return;
}

// The groups of Windows' PPL throw.
namespace concurrency {
class task_group {
public:
  ~task_group() noexcept(false);
  template <class F> void run(const F &) const {}
  int wait() const;
};
class structured_task_group {
public:
  ~structured_task_group() noexcept(false);
  template <class F> void run(F &) const {}
  int wait() const;
};
} // namespace concurrency
void work();
void windows(bool now) {
  auto later = [] { work(); };
  concurrency::task_group group;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'group' may be destroyed with tasks that nobody waited for; the destructor of concurrency::task_group throws [holdfast-unawaited-task]
  group.run(later);
  concurrency::structured_task_group structured;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'structured' may be destroyed with tasks that nobody waited for; the destructor of concurrency::structured_task_group throws
  structured.run(later);
  if (now)
    structured.wait();
}
void windows_waits() {
  concurrency::task_group group;
  group.run([] { work(); });
  group.wait();
}
