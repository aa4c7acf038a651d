// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// TooManyCooks' rows: a task that nobody runs is leaked, one that was forked must
// be awaited.

#include "libraries/tmc.h"

tmc::task<> lazy();
tmc::aw_spawn<void> one();
tmc::aw_spawn_fork<void> running();
tmc::aw_fork_group &forks();
void work();

void handles() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never runs to its end and its memory is leaked
  one();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'one' is dropped; the work never runs to its end and its memory is leaked
  tmc::spawn(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn' is dropped; the work never runs to its end
  tmc::spawn_many(&lazy, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_many' is dropped; the work never runs to its end
  tmc::spawn_tuple(lazy(), lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_tuple' is dropped; the work never runs to its end
  tmc::spawn_func(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_func' is dropped; the work never runs to its end
  running();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'running' is dropped; the running work writes into the destroyed tmc::aw_spawn_fork
  tmc::spawn(lazy()).fork();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'fork' is dropped; the running work writes into the destroyed tmc::aw_spawn_fork
  tmc::spawn_many(&lazy, 1).fork();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'fork' is dropped; the running work writes
}

void spawns(tmc::ex_cpu &ex) {
  tmc::post_waitable(ex, lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'post_waitable' is dropped; the work runs on with no owner
  tmc::post_bulk_waitable(ex, &lazy, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'post_bulk_waitable' is dropped; the work runs on
}

void detaches() {
  tmc::spawn(lazy()).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this tmc::aw_spawn without an owner; its exception ends the process
  tmc::spawn_many(&lazy, 1).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this tmc::aw_spawn_many without an owner; its exception ends the process
  tmc::spawn_tuple(lazy()).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this tmc::aw_spawn_tuple without an owner; its exception ends the process
  tmc::spawn_func(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this tmc::aw_spawn_func without an owner; its exception ends the process
}

void owned(tmc::aw_fork_group &group) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: group.fork(lazy());
}
void collected(tmc::aw_spawn_group &group) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: group.add(lazy());
}

tmc::task<> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
  co_await tmc::spawn(lazy());
  co_await tmc::spawn(lazy()).fork();
}

void silent(tmc::ex_cpu &ex) {
  forks().fork(lazy());
  tmc::post(ex, work);
}
