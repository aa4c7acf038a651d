// RUN: %check %s holdfast-task-returning-callback %t
//
// oneTBB's own headers.

#include "cppcoro.h"
#include <oneapi/tbb.h>
#include <vector>

using cppcoro::task;

task<> flush();
task<> send(int);

void bodies(tbb::task_group &group, tbb::task_arena &arena, std::vector<int> &values) {
  group.run([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run' discards the task that this lambda returns; the coroutine never starts (cppcoro::task is lazy) [holdfast-task-returning-callback]
  arena.enqueue([]() -> task<> { co_await flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'enqueue' discards the task that this lambda returns
  tbb::this_task_arena::enqueue(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'enqueue' discards the task that 'flush' returns
  tbb::parallel_for(0, 3, send);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'parallel_for' discards the task that 'send' returns
  tbb::parallel_for_each(values, [](int x) { return send(x); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'parallel_for_each' discards the task that this lambda returns
  tbb::parallel_invoke([] {}, [] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'parallel_invoke' discards the task that this lambda returns
}

// The task that a body of a group returns is the one that runs next.
void a_task_that_runs_next(tbb::task_group &group) {
  group.run([&group] { return group.defer([] {}); });
}
