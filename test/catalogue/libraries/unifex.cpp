// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// libunifex's rows: the classes behind its aliases, and its function objects.

#include "libraries/unifex.h"
// CHECK-FIXES: #include <unifex/sync_wait.hpp>

unifex::task<void> lazy();
unifex::future<> spawned();
unifex::async_scope &somewhere();
void work() noexcept;
struct Scheduler {
} here;

void handles() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (unifex::task is lazy)
  unifex::then(lazy(), work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'then' is dropped; the work never starts
  unifex::just(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: task returned by 'just' is dropped; the work never starts (unifex::_just::_sender::type is lazy, as every sender is)
  unifex::just() | unifex::then(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}is dropped; the work never starts
  (void)unifex::just();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'just' is discarded by a cast to void; the work never starts
  spawned();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawned' is dropped; the work is cancelled (unifex::{{.*}}future cancels when it is destroyed)
}

void spawns() {
  somewhere().spawn(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn' is dropped; the work is cancelled
  somewhere().spawn_on(here, lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_on' is dropped; the work is cancelled
  somewhere().spawn_call_on(here, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_call_on' is dropped; the work is cancelled
  unifex::spawn_future(lazy(), somewhere());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn_future' is dropped; the work is cancelled
}

// The scope owns it: that its error ends the process is for the scope's page.
void owned_by_the_scope() {
  unifex::spawn_detached(lazy(), somewhere());
  somewhere().detached_spawn(lazy());
  somewhere().detached_spawn_on(here, lazy());
  somewhere().detached_spawn_call_on(here, work);
}

struct Service {
  void start() {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
    // CHECK-FIXES: scope_.detached_spawn(lazy());
    unifex::then(lazy(), work);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'then' is dropped;
    // CHECK-FIXES: scope_.detached_spawn(unifex::then(lazy(), work));
  }
  unifex::async_scope scope_;
};

unifex::task<void> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await lazy();
  co_await spawned();
}

int main() {
  unifex::sync_wait(lazy());
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: unifex::sync_wait(lazy());
}
