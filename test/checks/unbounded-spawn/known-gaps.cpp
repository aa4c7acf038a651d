// RUN: %check %s holdfast-unbounded-spawn %t --asio --option=Loops=periodic
//
// What should be otherwise. Each line is asserted as it is today.

#include <asio.hpp>
#include <chrono>
#include <memory>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using namespace std::chrono_literals;

awaitable<void> poll();

struct service : std::enable_shared_from_this<service> {
  asio::steady_timer timer_;

  // gap: a timer's handler that starts the timer again is no loop.
  void tick() {
    timer_.expires_after(1s);
    timer_.async_wait([self = shared_from_this()](asio::error_code error) {
      if (error)
        return;
      co_spawn(self->timer_.get_executor(), poll(), detached);
      self->tick();
    });
  }
};

awaitable<void> a_moment() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(1s);
  co_await timer.async_wait(use_awaitable);
}
awaitable<void> waits_in_a_function(asio::io_context &io) {
  for (;;) {
    // gap: what a function of the user's own waits for is not looked at.
    co_await a_moment();
    co_spawn(io, poll(), detached);
  }
}

awaitable<void> posts(asio::thread_pool &pool) {
  asio::steady_timer timer(pool);
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    // gap: post() is no spawn of the catalogue.
    asio::post(pool, [] {});
  }
}
