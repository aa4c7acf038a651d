// RUN: %check %s holdfast-fail-fast-group-in-loop %t --option=Loops=all --asio
//
// A group whose children are meant to stand and fall together, fed by a service.

#include <asio.hpp>
#include <holdfast/with_task_group.hpp>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using holdfast::task_group;

awaitable<void> session(tcp::socket socket);
awaitable<int> next();

awaitable<void> accepting(tcp::acceptor &acceptor) {
  co_await holdfast::with_task_group([&](task_group &group) -> awaitable<void> {
    for (;;) {
      auto socket = co_await acceptor.async_accept(use_awaitable);
      group.spawn(session(std::move(socket)));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'group' is fed from a loop without end and is fail-fast; the exception of one child cancels the others and ends the loop (holdfast::task_group) [holdfast-fail-fast-group-in-loop]
    }
  });
}

awaitable<void> as_a_parameter(task_group &group, tcp::acceptor &acceptor) {
  while (true)
    group.spawn(session(co_await acceptor.async_accept(use_awaitable)));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'group' is fed from a loop without end
}

awaitable<void> on_an_executor(task_group &group, tcp::acceptor &acceptor) {
  while (true)
    group.spawn_on(acceptor.get_executor(),
                   session(co_await acceptor.async_accept(use_awaitable)));
  // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'group' is fed from a loop without end
}

struct server {
  task_group *group_;
  tcp::acceptor acceptor_;
  bool stopped_ = false;

  awaitable<void> until_stopped() {
    while (!stopped_) {
      auto socket = co_await acceptor_.async_accept(use_awaitable);
      group_->spawn(session(std::move(socket)));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'group_' is fed from a loop without end
    }
  }
};

awaitable<void> until_the_stream_ends(task_group &group) {
  while (co_await next())
    group.spawn([]() -> awaitable<void> { co_await next(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'group' is fed from a loop without end
}

awaitable<void> rethrows() {
  try {
    co_await next();
  } catch (...) {
    throw;
  }
}
awaitable<void> awaits_outside() {
  try {
    co_await next();
  } catch (...) {
  }
  co_await next();
}
awaitable<void> children_that_throw(task_group &group) {
  for (;;) {
    co_await next();
    group.spawn(rethrows());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'group' is fed from a loop without end
    group.spawn(awaits_outside());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'group' is fed from a loop without end
  }
}
