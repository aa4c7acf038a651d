// RUN: %check %s holdfast-unbounded-spawn %t --asio --check-suffix=OFF
// RUN: %check %s holdfast-unbounded-spawn %t --asio --check-suffix=PERIODIC --option=Loops=periodic
// RUN: %check %s holdfast-unbounded-spawn %t --asio --check-suffix=PERIODIC,ALL --option=Loops=all
// RUN: %check %s holdfast-unbounded-spawn %t --asio --check-suffix=OFF --option=Loops=off
// RUN: %clang-tidy -load %plugin --checks=-*,holdfast-unbounded-spawn --dump-config 2>&1 | FileCheck %s --check-prefix=DUMP

#include <asio.hpp>
#include <chrono>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

awaitable<void> poll();
awaitable<void> session(tcp::socket socket);

awaitable<void> accepting(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(use_awaitable);
    asio::co_spawn(acceptor.get_executor(), session(std::move(socket)), asio::detached);
    // CHECK-MESSAGES-ALL: :[[@LINE-1]]:5: warning: 'co_spawn' starts work for every connection that this loop accepts and nothing bounds it [holdfast-unbounded-spawn]
  }
}

awaitable<void> ticking(asio::steady_timer timer) {
  for (;;) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(use_awaitable);
    asio::co_spawn(timer.get_executor(), poll(), asio::detached);
    // CHECK-MESSAGES-PERIODIC: :[[@LINE-1]]:5: warning: 'co_spawn' starts work at every tick
  }
}

// DUMP-DAG: holdfast-unbounded-spawn.Loops: {{.?off}}
// DUMP-DAG: holdfast-unbounded-spawn.Fix: auto
