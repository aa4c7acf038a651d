// RUN: %check %s holdfast-discarded-task,holdfast-detached-task,holdfast-unawaited-task %t --option=Fix=none
//
// oneTBB, on its own headers.

#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <utility>

void work();

void reported(tbb::task_group &group) {
  group.defer(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'defer' is dropped; the work never starts ({{.*}}task_handle is lazy) [holdfast-discarded-task]
  (void)group.defer([] { work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task returned by 'defer' is discarded by a cast to void; {{.*}} never starts {{.*}} [holdfast-discarded-task]
  std::move(group.defer(work));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: task returned by 'defer' is dropped; the work never starts {{.*}} [holdfast-discarded-task]
}

oneapi::tbb::task_handle deferred();

void reported_under_the_other_name() {
  deferred();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'deferred' is dropped; the work never starts {{.*}} [holdfast-discarded-task]
}

void silent(tbb::task_group &group, tbb::task_arena &arena) {
  group.run(group.defer(work));
  tbb::task_handle handle = group.defer(work);
  group.run(std::move(handle));
  group.run(work);
  group.run_and_wait(work);
  group.wait();
  tbb::task_handle();
  arena.execute(work);
  // Off by default: see the row.
  arena.enqueue(work);
  tbb::this_task_arena::enqueue(work);
}

void never_waited_for() {
  tbb::task_group group;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'group' may be destroyed with tasks that nobody waited for; the destructor of {{.*}}task_group throws [holdfast-unawaited-task]
  group.run(work);
}

void waited_for(bool at_once) {
  tbb::task_group group;
  group.run(work);
  if (at_once)
    group.run_and_wait(work);
  else
    group.wait();
}
