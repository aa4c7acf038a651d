// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work for the tests to run.
#pragma once

#include "harness.hpp"

inline awaitable<void> fail_after(holdfast::duration d, std::string what) {
  co_await sleep_for(d);
  throw std::runtime_error(what);
}
inline awaitable<int> give_after(holdfast::duration d, int value) {
  co_await sleep_for(d);
  co_return value;
}

/// Swallows `times` cancellations, then lets the next one pass.
inline awaitable<void> stubborn(int times) {
  co_await net::this_coro::throw_if_cancelled(false);
  for (;;) {
    try {
      co_await sleep_for(std::chrono::hours(100));
    } catch (const system_error &) {
      if (times-- == 0)
        throw;
    }
    co_await net::this_coro::reset_cancellation_state(
        net::enable_terminal_cancellation());
  }
}

/// Sleeps for an hour; when it is cancelled it takes `d` to clean up, adds one
/// to `cleaned` and lets the cancellation pass.
inline awaitable<void> clean_up_for(holdfast::duration d, int &cleaned) {
  std::exception_ptr error;
  try {
    co_await sleep_for(1h);
  } catch (...) {
    error = std::current_exception();
  }
  co_await net::this_coro::throw_if_cancelled(false);
  co_await sleep_for(d);
  ++cleaned;
  if (error)
    std::rethrow_exception(error);
}

/// What leaves the awaitable that `call` gives, "" for nothing.
template <class F> awaitable<std::string> what_leaves(F &call) {
  std::string text;
  try {
    co_await call();
  } catch (const std::exception &e) {
    text = e.what();
  }
  co_return text;
}
