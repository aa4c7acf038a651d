// RUN: %check %s holdfast-unawaited-task %t --asio --option=Fix=none
//
// The runtime's own handles: a set keeps what it starts, the free start() does not.

#include <asio.hpp>
#include <holdfast/start.hpp>
#include <holdfast/task_set.hpp>

asio::awaitable<void> session();

void kept_by_the_set(holdfast::task_set &tasks) {
  auto h = tasks.start(session());
  (void)h.done();
}

void owned_by_its_handle(asio::io_context &io) {
  auto h = holdfast::start(io, session());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'start' is kept in 'h', which nothing uses; {{.*}}is cancelled
}
