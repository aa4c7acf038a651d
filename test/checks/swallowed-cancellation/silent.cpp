// RUN: %check %s holdfast-swallowed-cancellation %t --asio --option=Loops=endless
//
// Handlers that let the cancellation through, or loops that end all the same.

#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <iostream>
#include <system_error>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

awaitable<void> step();
void log(const std::exception &);
[[noreturn]] void give_up();
void fail_with(const std::exception &e) { throw std::runtime_error(e.what()); }

// The try is around the loop: the exception ends it.
awaitable<void> around(tcp::socket socket) {
  char data[64];
  try {
    for (;;)
      co_await socket.async_read_some(asio::buffer(data), use_awaitable);
  } catch (const std::exception &e) {
    log(e);
  }
}

awaitable<void> thrown_again(tcp::socket socket) {
  for (;;)
    try {
      co_await step();
    } catch (...) {
      throw;
    }
}

awaitable<void> left() {
  for (;;)
    try {
      co_await step();
    } catch (const std::exception &e) {
      log(e);
      co_return;
    }
}

awaitable<void> broken_out_of() {
  for (;;) {
    try {
      co_await step();
    } catch (const std::exception &) {
      break;
    }
  }
}

awaitable<void> given_up() {
  for (;;)
    try {
      co_await step();
    } catch (...) {
      give_up();
    }
}

awaitable<void> thrown_by_a_helper() {
  for (;;)
    try {
      co_await step();
    } catch (const std::exception &e) {
      fail_with(e);
    }
}

awaitable<void> told_apart() {
  for (;;)
    try {
      co_await step();
    } catch (const std::system_error &e) {
      if (e.code() == asio::error::operation_aborted)
        throw;
    }
}

// The first handler gets the cancellation.
awaitable<void> an_earlier_handler() {
  for (;;)
    try {
      co_await step();
    } catch (const std::system_error &e) {
      if (e.code() == asio::error::operation_aborted)
        co_return;
    } catch (const std::exception &e) {
      log(e);
    }
}

// It is not what is thrown.
awaitable<void> another_exception() {
  for (;;)
    try {
      co_await step();
    } catch (const std::invalid_argument &e) {
      log(e);
    }
}

// Asio throws at the next co_await as well, and there nobody catches it.
awaitable<void> awaits_outside(asio::steady_timer timer) {
  for (;;) {
    try {
      co_await step();
    } catch (const std::exception &e) {
      log(e);
    }
    co_await timer.async_wait(use_awaitable);
  }
}

struct service {
  bool stopped_ = false;
  tcp::acceptor acceptor_;

  awaitable<void> until_stopped() {
    while (!stopped_)
      try {
        co_await step();
      } catch (const std::exception &e) {
        log(e);
      }
  }
  awaitable<void> asks_first() {
    for (;;) {
      try {
        if (stopped_)
          co_return;
        co_await step();
      } catch (const std::exception &e) {
        log(e);
      }
    }
  }
  awaitable<void> asks_afterwards() {
    for (;;) {
      try {
        co_await step();
      } catch (const std::exception &e) {
        log(e);
      }
      if (!acceptor_.is_open())
        break;
    }
  }
  awaitable<void> asks_the_coroutine() {
    for (;;)
      try {
        co_await step();
      } catch (...) {
        auto state = stop_requested();
        (void)state;
      }
  }
  bool stop_requested() const;
};

awaitable<void> so_many_times() {
  for (int i = 0; i < 3; ++i)
    try {
      co_await step();
    } catch (...) {
    }
}

awaitable<void> once() {
  try {
    co_await step();
  } catch (...) {
  }
  co_await step();
}

awaitable<void> nothing_awaited() {
  for (;;) {
    try {
      std::stoi("x");
    } catch (...) {
    }
    co_await step();
  }
}

// The cancellation comes as a value, on which the loop ends.
awaitable<void> as_a_value(tcp::socket socket) {
  char data[64];
  for (;;) {
    try {
      auto [error, n] = co_await socket.async_read_some(
          asio::buffer(data), asio::experimental::as_tuple(use_awaitable));
      if (error)
        break;
    } catch (const std::exception &e) {
      log(e);
    }
  }
}

awaitable<bool> another();
// What a coroutine of the user's own makes of it is not known.
awaitable<void> as_somebody_elses_value() {
  for (;;) {
    try {
      if (!co_await another())
        break;
    } catch (const std::exception &e) {
      log(e);
    }
  }
}

// It chose to be told in another way.
awaitable<void> asks_for_its_state() {
  co_await asio::this_coro::throw_if_cancelled(false);
  for (;;) {
    if ((co_await asio::this_coro::cancellation_state).cancelled() !=
        asio::cancellation_type::none)
      co_return;
    try {
      co_await step();
    } catch (...) {
    }
  }
}

void no_coroutine() {
  for (;;)
    try {
      give_up();
    } catch (...) {
    }
}

awaitable<void> silenced() {
  for (;;)
    try {
      co_await step();
    } catch (...) { // NOLINT(holdfast-swallowed-cancellation): ends with the process
    }
}
