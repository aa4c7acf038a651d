// RUN: %check %s holdfast-discarded-task %t --asio --option=Fix=none
//
// Asio's handles, from its real headers. Which one a spawn returns is decided
// by its completion token.

#include <asio.hpp>
#include <asio/experimental/deferred.hpp>
#include <asio/experimental/promise.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::ip::tcp;

awaitable<void> tick();
awaitable<int> count();

void lazy() {
  tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'tick' is dropped; the coroutine never starts (asio::awaitable is lazy) [holdfast-discarded-task]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'count' is dropped; {{.*}}never starts
}

awaitable<void> forgotten_await(tcp::socket &socket) {
  char data[10];
  socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'async_read_some' is dropped; {{.*}}never starts
  asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'async_write' is dropped; {{.*}}never starts
  asio::steady_timer timer(socket.get_executor());
  timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'async_wait' is dropped; {{.*}}never starts
  tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'tick' is dropped; {{.*}}never starts
  co_return;
}

void spawned(asio::io_context &io) {
  co_spawn(io, tick(), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'co_spawn' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  co_spawn(io, tick(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' is dropped; {{.*}}never starts
  co_spawn(io, tick(), asio::experimental::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' is dropped; {{.*}}never starts
  co_spawn(io, tick(), asio::experimental::use_promise);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' is dropped; {{.*}}cancelled
}

void timers(asio::steady_timer &timer) {
  timer.async_wait(asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'async_wait' is dropped; {{.*}}
  timer.async_wait(asio::experimental::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'async_wait' is dropped; {{.*}}never starts
}
