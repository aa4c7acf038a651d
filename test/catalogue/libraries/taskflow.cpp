// RUN: %check %s holdfast-discarded-task,holdfast-detached-task,holdfast-task-returning-callback %t --catalogue=%test/Inputs/libraries/enable.yaml --check-suffix=ON
// RUN: %check %s holdfast-discarded-task,holdfast-detached-task,holdfast-task-returning-callback %t --check-suffix=OFF
//
// Taskflow's rows: the executor waits for all of its work.
// Off by default: silent without a word of the user's, reported with `enable`.

#include "cppcoro.h"
#include "libraries/taskflow.h"

tf::Future<void> future();
tf::AsyncTask task();
void work();

void handles(tf::Executor &executor, tf::Taskflow &flow) {
  future();
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'future' is dropped; the work runs on with no owner and its error is lost
  task();
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'task' is dropped; the work runs on
  executor.run(flow);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'run' is dropped; the work runs on
  executor.run_n(flow, 2);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'run_n' is dropped; the work runs on
  executor.run_until(flow, work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'run_until' is dropped; the work runs on
  executor.async(work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async' is dropped; the work runs on
  executor.dependent_async(work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}returned by 'dependent_async' are dropped; the work runs on
}

void inside(tf::Runtime &runtime, tf::TaskGroup &group) {
  runtime.async(work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async' is dropped; the work runs on
  runtime.dependent_async(work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'dependent_async' are dropped;
  group.async(work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async' is dropped; the work runs on
  group.dependent_async(work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'dependent_async' are dropped;
}

cppcoro::task<> flush();
cppcoro::task<> each(int);
void sinks(tf::FlowBuilder &flow, tf::Executor &executor, int *begin, int *end) {
  flow.for_each(begin, end, each);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:29: warning: 'for_each' discards
  flow.for_each_index(0, 9, 1, each);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:32: warning: 'for_each_index' discards
  flow.emplace(flush);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:16: warning: 'emplace' discards
  executor.silent_async(flush);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:25: warning: 'silent_async' discards
  executor.silent_dependent_async(flush);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:35: warning: 'silent_dependent_async' discards
  flow.emplace(work);
}

void silent(tf::Executor &executor, tf::Runtime &runtime, tf::TaskGroup &group,
            tf::Taskflow &flow) {
  executor.silent_async(work);
  executor.silent_dependent_async(work);
  runtime.silent_async(work);
  runtime.silent_dependent_async(work);
  group.silent_async(work);
  group.silent_dependent_async(work);
  executor.run(flow).wait();
  executor.async(work).get();
}
