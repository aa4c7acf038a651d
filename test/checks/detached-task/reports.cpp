// RUN: %check %s holdfast-detached-task %t --asio --option=Fix=none
//
// Asio's own way to let go: the token `detached`.

#include <asio.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::ip::tcp;

awaitable<void> session(tcp::socket socket);
awaitable<int> count();
awaitable<void> tick();

void plain(asio::io_context &io) { // 55
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: work started by 'co_spawn' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
  asio::co_spawn(io, count(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void on_an_executor(asio::any_io_executor ex, asio::thread_pool &pool) {
  co_spawn(ex, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
  co_spawn(pool, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
  co_spawn(pool.get_executor(), tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

awaitable<void> listener(tcp::acceptor acceptor) {
  auto executor = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    co_spawn(executor, session(std::move(socket)), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'co_spawn' with 'detached' has no owner
  }
}

void a_callable(asio::io_context &io) {
  co_spawn(io, tick, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
  co_spawn(io, []() -> awaitable<void> { co_return; }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
  co_spawn(
      io,
      [] { return tick(); },
      detached);
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

bool in_a_condition(asio::io_context &io, bool c) {
  if (c)
    co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'co_spawn' with 'detached' has no owner
  c ? co_spawn(io, tick(), detached) : void();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}}'co_spawn' with 'detached' has no owner
  return (co_spawn(io, tick(), detached), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void cast_to_void(asio::io_context &io) {
  (void)co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void silenced(asio::io_context &io) {
  co_spawn(io, tick(), detached); // NOLINT(holdfast-detached-task): the tick ends with io
}
