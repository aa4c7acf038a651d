// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// The rows of stdexec, exec and beman: senders by their concept, the function
// objects that start work, three scopes.

#include "libraries/stdexec.h"

stdexec::task<> lazy();
exec::task<int> counted();
beman::execution::task<> other();
void work() noexcept;
stdexec::counting_scope &somewhere();
exec::async_scope &old_scope();
beman::execution::counting_scope &beman_scope();

void handles() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (stdexec::task is lazy)
  // exec::task is an alias of basic_task.
  counted();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'counted' is dropped; the coroutine never starts (experimental::execution::basic_task is lazy)
  other();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'other' is dropped; the coroutine never starts (beman::execution::task is lazy)
  stdexec::just();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'just' is dropped; the work never starts
  stdexec::just() | stdexec::then(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}is dropped; the work never starts
  beman::execution::just() | beman::execution::then(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}is dropped; the work never starts
}

void spawns() {
  stdexec::spawn_future(lazy(), somewhere().get_token());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_future' is dropped; the work is cancelled
  beman::execution::spawn_future(other(), beman_scope().get_token());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_future' is dropped; the work is cancelled
  old_scope().spawn_future(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_future' is dropped; the work runs on with no owner
  exec::ensure_started(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'ensure_started' is dropped; the work is cancelled
  exec::split(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'split' is dropped; the work never starts
}

void detaches() {
  exec::start_detached(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'start_detached' leaves the work without an owner; its exception ends the process
}

void executes() {
  exec::execute(stdexec::scheduler(), work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'execute' leaves the work without an owner; its exception ends the process
}

// A sender keeps copies of what it is made from: only what those refer to is borrowed.
stdexec::task<> reads(int &);
void detaches_what_it_holds(int count) {
  auto sch = stdexec::scheduler();
  exec::start_detached(stdexec::starts_on(sch, stdexec::just()));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'start_detached' leaves the work without an owner; its exception ends the process [holdfast-detached-task]
  exec::start_detached(stdexec::schedule(sch) | stdexec::then([count] {}));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}its exception ends the process [holdfast-detached-task]
  auto made = stdexec::schedule(sch) | stdexec::then([count] {});
  exec::start_detached(std::move(made));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}its exception ends the process [holdfast-detached-task]
  exec::start_detached(stdexec::schedule(sch) | stdexec::then([&count] { ++count; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}; it borrows 'count' (captured by reference) and may outlive it [holdfast-detached-task]
  exec::start_detached(stdexec::starts_on(sch, reads(count)));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}; it borrows 'count' (reference) and may outlive it [holdfast-detached-task]
}

struct Service {
  void start() {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
    // CHECK-FIXES: scope_.spawn(lazy());
    stdexec::just() | stdexec::then(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}is dropped;
    // CHECK-FIXES: scope_.spawn(stdexec::just() | stdexec::then(work));
  }
  exec::async_scope scope_;
};
void counting(stdexec::counting_scope &scope) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: stdexec::spawn(lazy() | stdexec::then([](auto &&...) noexcept {}) | stdexec::upon_error([](auto &&) noexcept { std::terminate(); }), scope.get_token());
}
void simple(beman::execution::simple_counting_scope &scope) {
  other();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'other' is dropped;
  // CHECK-FIXES: beman::execution::spawn(other() | beman::execution::then([](auto &&...) noexcept {}) | beman::execution::upon_error([](auto &&) noexcept { std::terminate(); }), scope.get_token());
}

stdexec::task<> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
}

void silent() {
  stdexec::sync_wait(lazy());
  stdexec::sync_wait(stdexec::just() | stdexec::then(work));
  stdexec::spawn(lazy(), somewhere().get_token());
  old_scope().spawn(lazy());
}
