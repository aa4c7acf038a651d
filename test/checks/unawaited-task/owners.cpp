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
