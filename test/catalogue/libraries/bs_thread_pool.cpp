// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// The rows of BS::thread_pool.

#include "libraries/bs_thread_pool.h"

BS::multi_future<void> many();
struct Work {
  template <class... T> void operator()(T &&...) const;
} work;

void handles(BS::thread_pool<> &pool) {
  pool.submit_task(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'submit_task' is dropped; the work runs on with no owner and its error is lost
  many();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'many' is dropped; the work runs on
  pool.submit_bulk(1, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'submit_bulk' is dropped; the work runs on
  pool.submit_blocks(1, 2, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'submit_blocks' is dropped;
  pool.submit_loop(1, 2, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'submit_loop' is dropped;
  pool.submit_sequence(1, 2, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'submit_sequence' is dropped;
}

void silent(BS::thread_pool<> &pool) {
  pool.submit_task(work).get();
  pool.detach_task(work);
  many().wait();
}

int main() {
  many();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'many' is dropped;
  // CHECK-FIXES: many().get();
}
