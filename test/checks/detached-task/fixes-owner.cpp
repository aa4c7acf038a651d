// RUN: %check %s holdfast-detached-task %t --asio
//
// An owner that is in scope takes the task; its executor is dropped where it is
// the owner's own, and kept where it is not known to be.

#include <asio.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/task_set.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> tick();

class Server {
public:
  void on_its_own_executor() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn(tick());
  }
  void on_another_executor(asio::thread_pool &pool) {
    co_spawn(pool, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn_on(pool, tick());
  }

private:
  asio::io_context io_;
  holdfast::task_set tasks_{io_};
};

void a_parameter(asio::io_context &io, holdfast::persistent_task_group &group) {
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: group.spawn_on(io, tick());
}
