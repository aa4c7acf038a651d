// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include <holdfast/registry.hpp>

#include "support/native.hpp"

namespace {

using native_task_test = virtual_time_test;

task<int> add_after(holdfast::duration d, int a, int b) {
  co_await nap(d);
  const int left = co_await give(a);
  const int right = co_await give(b);
  co_return left + right;
}

TEST_F(native_task_test, runs_and_is_accounted_for) {
  task_set tasks(*io);
  tasks.spawn(nap(1s));
  auto h = tasks.start(add_after(2s, 3, 4));
  EXPECT_EQ(tasks.size(), 2u);
  run();
  EXPECT_EQ(h.result(), 7);
  EXPECT_EQ(elapsed(), 2s);
  EXPECT_EQ(tasks.stats().succeeded, 2u);
}

TEST_F(native_task_test, dropped_it_never_runs) {
  int copies = 0, ran = 0;
  {
    auto body = [](alive_count, int &ran) -> task<void> {
      ++ran;
      co_return;
    };
    auto never = body(alive_count(copies), ran);
    EXPECT_EQ(copies, 1);
  }
  EXPECT_EQ(copies, 0);
  EXPECT_EQ(ran, 0);
}

TEST_F(native_task_test, a_callable_and_its_arguments_are_kept) {
  task_set tasks(*io);
  int copies = 0;
  std::string out;
  tasks.spawn(
      [alive = alive_count(copies), &out](std::string text) -> task<void> {
        co_await nap(1s);
        EXPECT_EQ(*alive.n_, 1);
        out = text;
      },
      std::string("kept"));
  run();
  EXPECT_EQ(out, "kept");
  EXPECT_EQ(copies, 0);
}

TEST_F(native_task_test, failures_reach_handler_and_parent) {
  task_set tasks(*io);
  tasks.on_error(remember());
  auto inner = []() -> task<int> {
    co_await nap(1s);
    throw std::runtime_error("inner");
  };
  tasks.spawn([&]() -> task<void> {
    try {
      co_await inner();
    } catch (const std::runtime_error &) {
      throw std::runtime_error("outer");
    }
  });
  run();
  EXPECT_EQ(failures, (std::vector<std::string>{"outer"}));
}

TEST_F(native_task_test, is_cancelled_in_its_operation_and_before_its_start) {
  task_set tasks(*io);
  int begun = 0;
  auto body = [&]() -> task<void> {
    ++begun;
    co_await nap(1h);
  };
  auto early = tasks.start(body);
  early.cancel();
  auto late = tasks.start(body);
  run(1s);
  late.cancel();
  run();
  EXPECT_EQ(begun, 1);
  EXPECT_EQ(early.state(), task_state::cancelled);
  EXPECT_EQ(late.state(), task_state::cancelled);
  EXPECT_EQ(elapsed(), 0s);
}

TEST_F(native_task_test, once_cancelled_every_wait_throws_unless_it_says_so) {
  task_set tasks(*io);
  int second = 0, cleaned = 0;
  auto plain = tasks.start([&]() -> task<void> {
    try {
      co_await nap(1h);
    } catch (const system_error &) {
    }
    co_await nap(1s);
    ++second;
  });
  auto deaf = tasks.start([&]() -> task<void> {
    try {
      co_await nap(1h);
    } catch (const system_error &) {
    }
    co_await holdfast::keep_going_when_cancelled;
    co_await nap(1s);
    ++cleaned;
  });
  io->poll();
  tasks.cancel_all();
  run();
  EXPECT_EQ(second, 0);
  EXPECT_EQ(plain.state(), task_state::cancelled);
  EXPECT_EQ(cleaned, 1);
  EXPECT_EQ(tasks.stats().swallowed, 1u);
}

TEST_F(native_task_test, awaits_asio_coroutines_and_is_awaited_by_them) {
  task_set tasks(*io);
  auto asio_side = []() -> awaitable<int> {
    co_await sleep_for(1s);
    co_return 5;
  };
  auto native = [&]() -> task<int> {
    const int value = co_await asio_side();
    co_await sleep_for(1s);
    co_return value + 1;
  };
  run_main([&]() -> awaitable<void> {
    const int value = co_await holdfast::as_awaitable(native());
    EXPECT_EQ(value, 6);
    EXPECT_EQ(elapsed(), 2s);
  });
}

TEST_F(native_task_test, a_cancelled_asio_caller_cancels_the_task) {
  task_set tasks(*io);
  bool cancelled = false;
  auto h = tasks.start([&]() -> awaitable<void> {
    auto native = [&]() -> task<void> {
      try {
        co_await nap(1h);
      } catch (const system_error &) {
        cancelled = true;
        throw;
      }
    };
    co_await holdfast::as_awaitable(native());
  });
  run(1s);
  h.cancel();
  run();
  EXPECT_TRUE(cancelled);
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(native_task_test, the_current_task_and_the_chain_are_known) {
  task_set tasks(*io);
  holdfast::task_id seen = 0, child = 0;
  auto h = tasks.start([&]() -> task<void> {
    co_await nap(1s);
    seen = holdfast::current_task();
    auto c = tasks.start(nap(5s));
    child = c.id();
  });
  run(2s);
  EXPECT_EQ(seen, h.id());
  EXPECT_EQ(holdfast::creation_chain(child).size(), 2u);
  run();
}

TEST_F(native_task_test, synchronous_children_do_not_nest) {
  task_set tasks(*io);
  auto h = tasks.start([]() -> task<int> {
    int sum = 0;
    for (int i = 0; i < 200000; ++i)
      sum += co_await give(1);
    co_return sum;
  });
  run();
  EXPECT_EQ(h.result(), 200000);
}

TEST_F(native_task_test, P15_a_context_that_dies_takes_the_frames_along) {
  int copies = 0;
  auto other = std::make_unique<net::io_context>();
  task_set tasks(*other);
  tasks.spawn([alive = alive_count(copies)]() -> task<void> {
    net::basic_waitable_timer<std::chrono::steady_clock> t(
        co_await net::this_coro::executor, std::chrono::hours(1));
    co_await t.async_wait(use_task);
  });
  other->poll();
  EXPECT_EQ(copies, 1);
  testing::internal::CaptureStderr();
  other.reset();
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(copies, 0);
  EXPECT_EQ(tasks.stats().abandoned, 1u);
}

TEST_F(native_task_test, F17_goes_down_with_its_group) {
  persistent_task_group group(*io);
  group.spawn(nap(1s));
  group.spawn(nap(1h));
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown(shutdown_policy(2s, 1s));
    EXPECT_EQ(report.finished, 1u);
    EXPECT_EQ(report.cancelled, 1u);
    EXPECT_EQ(elapsed(), 2s);
  });
}

} // namespace
