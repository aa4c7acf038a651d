// RUN: %check %s holdfast-unawaited-task %t --asio --option=FixTier=suggest
//
// The third of the three ways in which people keep a background task by hand: a
// local that is awaited at the end of its scope. The other two, a set at
// namespace scope and one in each object, are in
// detached-task/three-sites.cpp.

#include <asio.hpp>
#include <holdfast/start.hpp>
#include <holdfast/with_task.hpp>

using asio::awaitable;

awaitable<void> heartbeat();
awaitable<bool> request();

awaitable<void> awaited_at_the_end(asio::io_context &io) {
  auto beat = holdfast::start(io, heartbeat());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'start' is kept in 'beat', which nothing uses; {{.*}}is cancelled
  (void)co_await request();
  // CHECK-FIXES: co_await beat.join();
}

awaitable<int> awaited_before_each_exit(asio::io_context &io) {
  auto beat = holdfast::start(io, heartbeat());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'start' is kept in 'beat', which nothing uses; {{.*}}is cancelled
  if (co_await request())
    co_return 1;
  // CHECK-FIXES: if (co_await request()) {
  // CHECK-FIXES: co_await beat.join();
  // CHECK-FIXES: }
  // CHECK-FIXES: co_await beat.join();
  co_return 2;
}

// Whatever happens, an exception included: this is what to write by hand.
awaitable<bool> beside_a_body() {
  auto body = [] { return request(); };
  co_return co_await holdfast::with_task(heartbeat, body);
}
