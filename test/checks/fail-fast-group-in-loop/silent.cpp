// RUN: %check %s holdfast-fail-fast-group-in-loop %t --option=Loops=all --asio
//
// Groups for parts of one result, children that fail alone, and groups of
// another kind.

#include <asio.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/with_task_group.hpp>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using holdfast::task_group;

awaitable<void> session(tcp::socket socket);
awaitable<int> next();
void log();

awaitable<void> parts_of_one_result(std::vector<int> parts) {
  co_await holdfast::with_task_group([&](task_group &group) -> awaitable<void> {
    for (int part : parts)
      group.spawn([part]() -> awaitable<void> { co_await next(); });
    for (int i = 0; i < 8; ++i)
      group.spawn([]() -> awaitable<void> { co_await next(); });
    int left = 8;
    while (left > 0) {
      co_await next();
      group.spawn([]() -> awaitable<void> { co_await next(); });
      --left;
    }
    co_return;
  });
}

awaitable<void> one_for_each_turn() {
  for (;;)
    co_await holdfast::with_task_group([&](task_group &group) -> awaitable<void> {
      group.spawn([]() -> awaitable<void> { co_await next(); });
      co_await next();
    });
}

awaitable<void> persistent(holdfast::persistent_task_group &group, tcp::acceptor &acceptor) {
  for (;;)
    group.spawn(session(co_await acceptor.async_accept(use_awaitable)));
}

awaitable<void> keeps_its_exceptions(tcp::socket socket) {
  try {
    co_await next();
    auto executor = co_await asio::this_coro::executor;
  } catch (const std::exception &) {
    log();
  }
}
awaitable<void> children_that_fail_alone(task_group &group, tcp::acceptor &acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(use_awaitable);
    group.spawn(keeps_its_exceptions(std::move(socket)));
    group.spawn([]() -> awaitable<void> {
      try {
        co_await next();
      } catch (...) {
        log();
      }
    });
  }
}

awaitable<void> silenced(task_group &group) {
  for (;;) {
    co_await next();
    // NOLINTNEXTLINE(holdfast-fail-fast-group-in-loop): all or nothing
    group.spawn([]() -> awaitable<void> { co_await next(); });
  }
}
