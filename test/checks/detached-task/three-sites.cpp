// RUN: %check %s holdfast-detached-task %t --asio
//
// Two of the three ways in which people keep a background task by hand: in a set
// at namespace scope, and in a set of each object. The third, a local that is
// awaited at the end of its scope, is in unawaited-task/three-sites.cpp.

#include <asio.hpp>
#include <holdfast/task_set.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> heartbeat();

static asio::io_context io;
static holdfast::task_set background_tasks{io};

void at_namespace_scope() {
  co_spawn(io, heartbeat(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: background_tasks.spawn(heartbeat());
}

// fixes-member.cpp has the objects that have no set yet.
class Worker {
public:
  explicit Worker(asio::io_context &context) : context_(context) {}
  void in_each_object() {
    co_spawn(context_, heartbeat(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn(heartbeat());
  }

private:
  asio::io_context &context_;
  holdfast::task_set tasks_{context_};
};
