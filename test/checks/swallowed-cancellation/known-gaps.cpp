// RUN: %check %s holdfast-swallowed-cancellation %t --asio --option=Loops=endless
//
// What should be otherwise. Each line is asserted as it is today.

#include <asio.hpp>

using asio::awaitable;
using asio::use_awaitable;

awaitable<void> step();
bool connected();

awaitable<void> while_something_holds() {
  // gap: nobody knows whether a cancellation changes the condition.
  while (connected())
    try {
      co_await step();
    } catch (...) {
    }
}

awaitable<void> in_two_pieces() {
  for (;;) {
    // gap: both awaits are caught, but each is judged as if the other let the
    // cancellation through.
    try {
      co_await step();
    } catch (...) {
    }
    try {
      co_await step();
    } catch (...) {
    }
  }
}

awaitable<void> one_after_the_other() {
  // gap: three awaits too many happen before the coroutine ends; no loop spins.
  try {
    co_await step();
  } catch (...) {
  }
  try {
    co_await step();
  } catch (...) {
  }
}

void report_closed_socket();
awaitable<void> a_word_that_means_nothing() {
  for (;;)
    try {
      co_await step();
    } catch (...) {
      // gap: the name of what is called sounds like an end.
      report_closed_socket();
    }
}
