// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program built with HOLDFAST_NO_TRACE.
#define HOLDFAST_NO_TRACE 1
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/registry.hpp>

#include <gtest/gtest.h>

namespace {

namespace net = holdfast::net;

TEST(untraced_test, records_nothing_whatever_the_level_says) {
  static_assert(!holdfast::tracing_compiled_in);
  net::io_context io;
  holdfast::persistent_task_group group(io);
  group.set_trace(holdfast::trace_level::full);
  holdfast::task_id seen = 1;
  bool same = false;
  group.spawn([&]() -> holdfast::awaitable<void> {
    seen = holdfast::current_task();
    same = co_await net::this_coro::executor ==
           net::any_io_executor(io.get_executor());
  });
  io.run();
  EXPECT_EQ(seen, 0u);
  EXPECT_TRUE(same);
  EXPECT_TRUE(holdfast::ended_tasks().list().empty());
  EXPECT_EQ(group.stats().succeeded, 1u);
}

} // namespace
