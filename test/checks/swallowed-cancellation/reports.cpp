// RUN: %check %s holdfast-swallowed-cancellation %t --asio --option=Loops=endless
//
// Loops of Asio's coroutines that catch their own cancellation and go on.

#include <asio.hpp>
#include <iostream>
#include <system_error>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

void log(const char *);

awaitable<void> everything(tcp::socket socket) {
  char data[64];
  for (;;) {
    try {
      co_await socket.async_read_some(asio::buffer(data), use_awaitable);
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catch (...)' swallows the cancellation of coroutine 'everything', whose loop goes on; once it is cancelled, every co_await throws at once and the loop spins (asio::awaitable) [holdfast-swallowed-cancellation]
      log("failed");
    }
  }
}

awaitable<void> by_its_base(tcp::acceptor acceptor) {
  while (true) {
    try {
      auto socket = co_await acceptor.async_accept(use_awaitable);
    } catch (const std::exception &error) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catch (std::exception)' swallows the cancellation of coroutine 'by_its_base'
      std::cerr << error.what();
    }
  }
}

awaitable<void> by_its_name(tcp::acceptor acceptor) {
  do {
    try {
      auto socket = co_await acceptor.async_accept(use_awaitable);
    } catch (const std::system_error &error) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catch (std::system_error)' swallows the cancellation
      std::cerr << error.what();
    } catch (...) {
      throw;
    }
  } while (true);
}

// A bound inside of what never ends changes nothing.
awaitable<void> in_an_inner_loop(std::vector<tcp::socket> &peers) {
  char byte[1] = {};
  for (;;)
    for (tcp::socket &peer : peers)
      try {
        co_await asio::async_write(peer, asio::buffer(byte), use_awaitable);
      } catch (const std::exception &) {
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}}swallows the cancellation of coroutine 'in_an_inner_loop'
      }
}

// It ends at the end of the stream. Not when it is cancelled.
awaitable<void> left_after_the_await(tcp::socket socket) {
  char data[64];
  for (;;) {
    try {
      if (co_await socket.async_read_some(asio::buffer(data), use_awaitable) == 0)
        break;
    } catch (const std::exception &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}}swallows the cancellation of coroutine 'left_after_the_await'
    }
  }
}

// Asking for the executor does not suspend, so nothing is thrown there.
awaitable<void> asks_for_its_executor() {
  for (;;) {
    auto executor = co_await asio::this_coro::executor;
    try {
      asio::steady_timer timer(executor);
      co_await timer.async_wait(use_awaitable);
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}}swallows the cancellation of coroutine 'asks_for_its_executor'
    }
  }
}

void in_a_lambda(asio::io_context &io) {
  auto service = [&io]() -> awaitable<void> {
    asio::steady_timer timer(io);
    for (;;)
      try {
        co_await timer.async_wait(use_awaitable);
      } catch (...) {
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'catch (...)' swallows the cancellation of coroutine 'lambda'
      }
  };
  asio::co_spawn(io, service, asio::detached);
}

// Once, however many instantiations there are.
template <class Stream> awaitable<void> in_a_template(Stream &stream) {
  char data[64];
  for (;;)
    try {
      co_await stream.async_read_some(asio::buffer(data), use_awaitable);
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catch (...)' swallows the cancellation of coroutine 'in_a_template'
    }
}
template awaitable<void> in_a_template(tcp::socket &);
