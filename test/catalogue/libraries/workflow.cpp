// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// workflow's rows: the function that makes a task says what its raw pointer is.

#include "libraries/workflow.h"

void done(const SeriesWork *);

void handles() {
  WFTaskFactory::create_counter_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_counter_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_dns_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_dns_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_dynamic_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_dynamic_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_empty_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_empty_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_fdatasync_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_fdatasync_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_fsync_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_fsync_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_go_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_go_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_graph_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_graph_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_http_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_http_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_mailbox_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_mailbox_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_module_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_module_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_mysql_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_mysql_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_pread_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_pread_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_preadv_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_preadv_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_pwrite_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_pwrite_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_pwritev_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_pwritev_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_redis_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_redis_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_repeater_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_repeater_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_selector_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_selector_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_timedgo_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_timedgo_task' is dropped; the work never runs to its end and its memory is leaked
  WFTaskFactory::create_timer_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_timer_task' is dropped; the work never runs to its end and its memory is leaked
  Workflow::create_series_work(WFTaskFactory::create_timer_task(), done);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_series_work' is dropped; the work never runs
  Workflow::create_parallel_work(done);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'create_parallel_work' is dropped; the work never runs
}

void named() {
  // gap: neither started nor dismissed.
  WFTimerTask *task = WFTaskFactory::create_timer_task();
}

void silent(SeriesWork &series) {
  WFTaskFactory::create_timer_task()->start();
  WFTaskFactory::create_go_task()->dismiss();
  series << WFTaskFactory::create_timer_task();
  Workflow::start_series_work(WFTaskFactory::create_http_task(), done);
  Workflow::create_parallel_work(done)->start();
}
