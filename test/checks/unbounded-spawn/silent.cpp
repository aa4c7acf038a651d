// RUN: %check %s holdfast-unbounded-spawn %t --asio --option=Loops=periodic
// RUN: %check %s holdfast-unbounded-spawn %t --asio --option=Loops=all
//
// Loops that are held back, by themselves or by something that may do it.

#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <chrono>
#include <holdfast/periodic.hpp>
#include <holdfast/task_set.hpp>
#include <semaphore>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> poll();
awaitable<void> session(tcp::socket socket);
awaitable<int> next();
bool due();

awaitable<void> awaited(asio::steady_timer timer) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    co_await poll();
    co_await co_spawn(timer.get_executor(), poll(), use_awaitable);
  }
}

void with_a_policy(holdfast::task_set &tasks) {
  holdfast::periodic(tasks, 1s, [] { return poll(); }, holdfast::overlap::skip());
}

awaitable<void> limited(asio::steady_timer timer, holdfast::task_set &tasks) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    if (tasks.size() < 8)
      tasks.spawn(poll());
  }
}

awaitable<void> with_a_semaphore(asio::steady_timer timer, std::counting_semaphore<8> &slots) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    slots.acquire();
    co_spawn(timer.get_executor(), poll(), [&](std::exception_ptr) { slots.release(); });
  }
}

struct poller {
  bool busy_ = false;
  awaitable<void> one_at_a_time() {
    if (busy_)
      co_return;
    busy_ = true;
    co_await poll();
    busy_ = false;
  }
  // What is spawned bounds itself.
  awaitable<void> run(asio::steady_timer timer) {
    for (;;) {
      timer.expires_after(1s);
      co_await timer.async_wait(use_awaitable);
      co_spawn(timer.get_executor(), one_at_a_time(), detached);
    }
  }
};

awaitable<void> sometimes(asio::steady_timer timer) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    if (due())
      co_spawn(timer.get_executor(), poll(), detached);
  }
}

awaitable<void> left_out_at_times(asio::steady_timer timer) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    if (!due())
      continue;
    co_spawn(timer.get_executor(), poll(), detached);
  }
}

// It waits for something else as well, which may hold it back.
awaitable<void> waits_for_more(asio::steady_timer timer) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    co_await next();
    co_spawn(timer.get_executor(), poll(), detached);
  }
}

awaitable<void> so_many_times(asio::steady_timer timer) {
  for (int i = 0; i < 3; ++i) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    co_spawn(timer.get_executor(), poll(), detached);
  }
}

awaitable<void> around_the_loop(asio::steady_timer timer) {
  co_spawn(timer.get_executor(), poll(), detached);
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
  }
}

// Nothing here waits for a time or a connection.
awaitable<void> at_its_own_pace(asio::io_context &io) {
  for (;;) {
    int command = co_await next();
    (void)command;
    co_spawn(io, poll(), detached);
  }
}

// The timer is only there when something went wrong.
awaitable<void> backing_off(tcp::acceptor acceptor, asio::steady_timer timer) {
  for (;;) {
    asio::error_code error;
    auto socket = co_await acceptor.async_accept(asio::redirect_error(use_awaitable, error));
    if (error) {
      timer.expires_after(1s);
      co_await timer.async_wait(use_awaitable);
    }
    co_spawn(acceptor.get_executor(), session(std::move(socket)), detached);
  }
}
