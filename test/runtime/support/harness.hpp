// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every runtime test includes: an io_context on virtual time.
#pragma once

#include <holdfast/background.hpp>
#include <holdfast/detail/clock.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/start.hpp>
#include <holdfast/task_set.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace net = holdfast::net;
using holdfast::awaitable;
using holdfast::error_code;
using holdfast::persistent_task_group;
using holdfast::shutdown_policy;
using holdfast::spawn_options;
using holdfast::system_error;
using holdfast::task_failure;
using holdfast::task_handle;
using holdfast::task_set;
using holdfast::task_state;
using namespace std::chrono_literals;

inline awaitable<void> sleep_for(holdfast::duration d) {
  holdfast::timer t(co_await net::this_coro::executor);
  t.expires_after(d);
  co_await t.async_wait(net::use_awaitable);
}

/// Virtual time since the beginning of the test.
inline holdfast::duration elapsed() {
  return virtual_time::clock::now().time_since_epoch();
}

/// Counts its live copies, to see frames and captures go away.
struct alive_count {
  explicit alive_count(int &n) : n_(&n) { ++*n_; }
  alive_count(const alive_count &o) : n_(o.n_) { ++*n_; }
  alive_count &operator=(const alive_count &) = delete;
  ~alive_count() { --*n_; }
  int *n_;
};

class virtual_time_test : public ::testing::Test {
protected:
  virtual_time_test() {
    virtual_time::timeline::instance().reset();
    io = std::make_unique<net::io_context>();
  }
  ~virtual_time_test() override {
    // Waits go first: their handlers need the context that they post to.
    virtual_time::timeline::instance().reset();
    io.reset();
  }

  /// Runs until nothing is left to do, at most up to `limit` of virtual time.
  void run(holdfast::duration limit = std::chrono::hours(24)) {
    for (;;) {
      io->restart();
      io->poll();
      auto &t = virtual_time::timeline::instance();
      if (t.pending.empty() ||
          t.pending.begin()->first.first.time_since_epoch() > limit)
        return;
      t.advance();
    }
  }

  /// Runs `body` to its end, with everything else; rethrows what leaves it.
  template <class F> void run_main(F body) {
    std::exception_ptr error;
    bool ended = false;
    net::co_spawn(*io, std::move(body), [&](std::exception_ptr e) {
      error = e;
      ended = true;
    });
    run();
    if (error)
      std::rethrow_exception(error);
    EXPECT_TRUE(ended) << "the test's body is still waiting";
  }

  /// A handler that remembers what() of every failure.
  holdfast::error_handler remember() {
    return [this](const task_failure &f) { failures.push_back(f.what()); };
  }

  std::unique_ptr<net::io_context> io;
  std::vector<std::string> failures;
};
