// RUN: %check %s holdfast-detached-task,holdfast-discarded-task %t --asio
//
// Work with an owner, a listener, or a result that somebody takes.

#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/deferred.hpp>
#include <asio/experimental/parallel_group.hpp>
#include <holdfast/background.hpp>
#include <holdfast/task_set.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;

awaitable<void> tick();
awaitable<int> count();
void log(std::exception_ptr);

awaitable<void> awaited(asio::io_context &io) {
  co_await tick();
  co_await co_spawn(io, tick(), use_awaitable);
  co_await (tick() && tick());
  co_await (tick() || tick());
  int n = co_await count();
  (void)n;
  (void)co_await count();
}

awaitable<void> operations(asio::ip::tcp::socket &socket) {
  char data[10];
  asio::steady_timer timer(socket.get_executor());
  co_await timer.async_wait(use_awaitable);
  co_await socket.async_read_some(asio::buffer(data), use_awaitable);
  socket.async_read_some(asio::buffer(data), [](asio::error_code, std::size_t) {});
  timer.async_wait([](asio::error_code) {});
  timer.async_wait(asio::detached);
  asio::post(socket.get_executor(), [] {});
  asio::dispatch(socket.get_executor(), [] {});
}

awaitable<void> returned() { return tick(); }

std::future<int> kept(asio::io_context &io) {
  auto first = co_spawn(io, count(), asio::use_future);
  first.get();
  return co_spawn(io, count(), asio::use_future);
}

void listened_to(asio::io_context &io) {
  co_spawn(io, tick(), [](std::exception_ptr e) { log(e); });
}

void owned(asio::io_context &io, holdfast::task_set &tasks) {
  holdfast::background(io).spawn(tick());
  tasks.spawn(tick());
}

void grouped(asio::io_context &io) {
  asio::experimental::make_parallel_group(
      co_spawn(io, tick(), asio::experimental::deferred),
      co_spawn(io, tick(), asio::experimental::deferred))
      .async_wait(asio::experimental::wait_for_one_error(),
                  [](std::array<std::size_t, 2>, std::exception_ptr a, std::exception_ptr b) {
                    log(a);
                    log(b);
                  });
}

template <class Token> auto initiating(asio::io_context &io, Token &&token) {
  return co_spawn(io, count(), std::forward<Token>(token));
}
void through_an_initiating_function(asio::io_context &io) {
  initiating(io, [](std::exception_ptr e, int) { log(e); });
  initiating(io, asio::use_future).get();
}
