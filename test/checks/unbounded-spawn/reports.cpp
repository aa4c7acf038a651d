// RUN: %check %s holdfast-unbounded-spawn %t --asio --option=Loops=periodic
//
// Work that is started at every tick, however long it takes.

#include <asio.hpp>
#include <chrono>
#include <holdfast/background.hpp>
#include <holdfast/task_set.hpp>
#include <thread>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using namespace std::chrono_literals;

awaitable<void> poll();
void log(std::exception_ptr);
void beat();

awaitable<void> detached_at_every_tick(asio::steady_timer timer) {
  auto executor = co_await asio::this_coro::executor;
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    co_spawn(executor, poll(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts work at every tick of this loop and nothing bounds it; tasks pile up when the work takes longer than the period [holdfast-unbounded-spawn]
  }
}

awaitable<void> with_a_handler(asio::steady_timer timer) {
  while (true) {
    co_spawn(timer.get_executor(), poll(), [](std::exception_ptr e) { log(e); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts work at every tick
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
  }
}

awaitable<void> owned(asio::steady_timer timer, holdfast::task_set &tasks) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    tasks.spawn(poll());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts work at every tick
    holdfast::background(timer.get_executor()).spawn(poll());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts work at every tick
  }
}

awaitable<void> several_at_once(asio::steady_timer timer, std::vector<int> peers) {
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    for (int peer : peers)
      co_spawn(timer.get_executor(), poll(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'co_spawn' starts work at every tick
  }
}

awaitable<void> unless_it_failed(asio::steady_timer timer) {
  for (;;) {
    asio::error_code error;
    timer.expires_after(1s);
    co_await timer.async_wait(asio::redirect_error(use_awaitable, error));
    if (!error)
      co_spawn(timer.get_executor(), poll(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'co_spawn' starts work at every tick
  }
}

struct service {
  bool running_ = true;
  awaitable<void> until_told(asio::steady_timer timer) {
    while (running_) {
      timer.expires_after(1s);
      co_await timer.async_wait(use_awaitable);
      co_spawn(timer.get_executor(), poll(), detached);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'co_spawn' starts work at every tick
    }
  }
};

void in_a_thread(asio::io_context &io) {
  for (;;) {
    std::this_thread::sleep_for(1s);
    std::thread([] { beat(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' starts work at every tick
    co_spawn(io, poll(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts work at every tick
  }
}
