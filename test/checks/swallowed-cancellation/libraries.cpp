// RUN: %check %s holdfast-swallowed-cancellation %t --option=Loops=endless
//
// How the cancellation arrives differs by library.

#include "cppcoro.h"
#include "homemade.h"
#include <boost/asio.hpp>

namespace asio = boost::asio;

void log();

asio::awaitable<void> of_boost(asio::steady_timer timer) {
  for (;;)
    try {
      co_await timer.async_wait(asio::use_awaitable);
    } catch (const boost::system::system_error &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catch (boost::system::system_error)' swallows the cancellation of coroutine 'of_boost', whose loop goes on; once it is cancelled, every co_await throws at once and the loop spins (boost::asio::awaitable) [holdfast-swallowed-cancellation]
    }
}

asio::awaitable<void> of_boost_by_its_base(asio::steady_timer timer) {
  for (;;)
    try {
      co_await timer.async_wait(asio::use_awaitable);
    } catch (const std::runtime_error &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catch (std::runtime_error)' swallows the cancellation
    }
}

// Boost throws its own system_error, which is none of std's.
asio::awaitable<void> not_of_boost(asio::steady_timer timer) {
  for (;;)
    try {
      co_await timer.async_wait(asio::use_awaitable);
    } catch (const std::system_error &) {
    }
}

cppcoro::task<> receive();

cppcoro::task<> of_cppcoro() {
  for (;;)
    try {
      co_await receive();
    } catch (const std::exception &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catch (std::exception)' swallows the cancellation of coroutine 'of_cppcoro', whose loop goes on; it cannot be cancelled (cppcoro::task) [holdfast-swallowed-cancellation]
      log();
    }
}

cppcoro::task<> of_cppcoro_told_apart() {
  for (;;)
    try {
      co_await receive();
    } catch (const cppcoro::operation_cancelled &) {
      co_return;
    } catch (const std::exception &) {
      log();
    }
}

// Nobody said how it is cancelled.
home::lazy of_nobody_knows_what() {
  for (;;)
    try {
      co_await of_nobody_knows_what();
    } catch (...) {
    }
}
