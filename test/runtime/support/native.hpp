// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Native tasks for the tests to run.
#pragma once

#include <holdfast/task.hpp>

#include "harness.hpp"

using holdfast::as_awaitable;
using holdfast::task;
using holdfast::use_task;

inline task<int> give(int n) { co_return n; }
inline task<> nap(holdfast::duration d) {
  holdfast::timer t(co_await net::this_coro::executor);
  t.expires_after(d);
  co_await t.async_wait(use_task);
}

/// A result that Asio's co_spawn could not carry.
struct no_default {
  explicit no_default(int n) : n(n) {}
  int n;
};
