// RUN: %check %s holdfast-unawaited-task %t --asio --option=Fix=none
//
// The runtime's groups: a local one cancels what was not waited for.

#include <asio.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/task_set.hpp>
#include <memory>
#include <utility>

using asio::awaitable;

awaitable<void> session();
awaitable<asio::any_io_executor> where();
bool closed();
void keep(holdfast::task_set &);

awaitable<void> never_joined() {
  holdfast::persistent_task_group g(co_await where(), "g");
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'g' may be destroyed with tasks that nobody waited for; the destructor of holdfast::persistent_task_group cancels them [holdfast-unawaited-task]
  g.spawn(session());
  co_return;
}

awaitable<void> joined_on_one_path() {
  holdfast::persistent_task_group g(co_await where(), "g");
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'g' may be destroyed with tasks that nobody waited for;
  g.spawn(session());
  if (closed())
    co_return;
  co_await g.join();
}

awaitable<void> set_is_not_drained() {
  holdfast::task_set s(co_await where());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 's' may be destroyed with tasks that nobody waited for; the destructor of holdfast::task_set cancels them
  s.spawn(session());
  co_await session();
}

awaitable<void> joined() {
  holdfast::persistent_task_group g(co_await where(), "g");
  g.spawn(session());
  co_await g.join();
}

awaitable<void> shut_down(bool all) {
  holdfast::persistent_task_group g(co_await where(), "g");
  g.spawn(session());
  if (all)
    co_await g.shutdown();
  else
    co_await g.join();
}

awaitable<void> somebody_else_joins() {
  holdfast::task_set s(co_await where());
  s.spawn(session());
  keep(s);
  co_return;
}

awaitable<void> its_handle_is_awaited() {
  holdfast::task_set s(co_await where());
  auto h = s.start(session());
  co_await h.join();
}

// The parent waits for what its child holds.
awaitable<void> child() {
  holdfast::persistent_task_group parent(co_await where(), "parent");
  holdfast::persistent_task_group child(parent, "child");
  child.spawn(session());
  co_await parent.join();
}

awaitable<void> nothing_spawned() {
  holdfast::task_set s(co_await where());
  co_return;
}

awaitable<void> policy() {
  holdfast::task_set s(co_await where());
  s.set_on_destroy(holdfast::on_destroy::orphan);
  s.spawn(session());
  co_return;
}

// They run while the loop does.
void in_main() {
  asio::io_context io;
  holdfast::task_set s(io);
  s.spawn(session());
  io.run();
}
