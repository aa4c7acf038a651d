// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// holdfast::task: a native coroutine.
#include <holdfast/registry.hpp>

#include "support/native.hpp"

#include <atomic>

namespace {

using task_lifetime_test = virtual_time_test;

task<> nap_with(holdfast::duration d, alive_count) { co_await nap(d); }
task<int> depth(int n) {
  if (n == 0)
    co_return 0;
  co_return 1 + co_await depth(n - 1);
}
task<> nap_below(int n, holdfast::duration d, alive_count alive) {
  if (n == 0)
    co_await nap(d);
  else
    co_await nap_below(n - 1, d, alive);
}

TEST_F(task_lifetime_test, a_dropped_task_never_runs_a_line) {
  int frames = 0;
  bool ran = false;
  auto body = [&](alive_count) -> task<> {
    ran = true;
    co_return;
  };
  {
    const task<> dropped = body(alive_count(frames));
    EXPECT_EQ(frames, 1);
  }
  EXPECT_EQ(frames, 0);
  EXPECT_FALSE(ran);
}

TEST_F(task_lifetime_test, cancelled_before_its_start_it_never_runs) {
  task_set tasks(*io);
  bool ran = false;
  int frames = 0;
  auto h = tasks.start(
      [&](alive_count) -> task<> {
        ran = true;
        co_return;
      },
      alive_count(frames));
  h.cancel();
  run();
  EXPECT_FALSE(ran);
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(task_lifetime_test, a_long_chain_uses_no_stack) {
  task_set tasks(*io);
  tasks.on_error(remember());
  long sum = 0;
  tasks.spawn([&]() -> task<> {
    for (int i = 0; i < 100000; ++i)
      sum += co_await give(1);
    const int deep = co_await depth(100000);
    sum += deep;
  });
  run();
  EXPECT_EQ(sum, 200000);
}

TEST_F(task_lifetime_test,
       a_context_that_goes_destroys_a_deep_chain_without_the_stack) {
  int frames = 0;
  testing::internal::CaptureStderr();
  task_set tasks(*io);
  auto h = tasks.start(nap_below(100000, 1h, alive_count(frames)));
  auto waits = tasks.start(give(0));
  run(1s);
  EXPECT_GT(frames, 100000);
  virtual_time::timeline::instance().reset();
  io.reset();
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(h.state(), task_state::abandoned);
  EXPECT_NE(text.find("1 task(s) of group"), std::string::npos) << text;
}

TEST_F(task_lifetime_test,
       a_context_that_goes_destroys_what_waits_across_the_bridges) {
  int frames = 0;
  testing::internal::CaptureStderr();
  task_set tasks(*io);
  tasks.spawn(
      [](alive_count alive) -> task<> {
        co_await [](alive_count inner) -> awaitable<void> {
          co_await as_awaitable(nap_with(1h, inner));
        }(alive);
      },
      alive_count(frames));
  tasks.spawn(nap_with(1h, alive_count(frames)));
  run(1s);
  EXPECT_GT(frames, 0);
  virtual_time::timeline::instance().reset();
  io.reset();
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(tasks.size(), 0u);
}

TEST_F(task_lifetime_test, a_context_that_goes_destroys_what_has_not_begun) {
  int frames = 0;
  testing::internal::CaptureStderr();
  task_set tasks(*io);
  auto h = tasks.start(nap_with(1h, alive_count(frames)));
  io.reset();
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(h.state(), task_state::abandoned);
}

TEST_F(task_lifetime_test, a_group_that_goes_cancels_its_tasks) {
  int frames = 0;
  testing::internal::CaptureStderr();
  {
    task_set tasks(*io);
    tasks.spawn(nap_with(1h, alive_count(frames)));
    run(1s);
    EXPECT_GT(frames, 0);
  }
  run(2s);
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(frames, 0);
}

TEST_F(task_lifetime_test, a_closed_group_destroys_the_task_and_throws) {
  int frames = 0;
  task_set tasks(*io);
  tasks.close();
  EXPECT_THROW(tasks.spawn(nap_with(1s, alive_count(frames))),
               holdfast::group_closed);
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(tasks.stats().rejected, 1u);
}

TEST_F(task_lifetime_test, a_shutdown_from_a_member_task_ends) {
  persistent_task_group group(*io);
  holdfast::shutdown_report report;
  group.spawn(nap(1h));
  group.spawn([&]() -> task<> {
    co_await nap(1s);
    report = co_await group.shutdown(shutdown_policy(1s, 1s));
  });
  run(1min);
  EXPECT_EQ(report.cancelled, 1u);
  EXPECT_TRUE(report.stuck.empty());
}

TEST_F(task_lifetime_test, an_operation_that_throws_or_completes_at_once) {
  task_set tasks(*io);
  tasks.on_error(remember());
  int done = 0;
  bool caught = false;
  auto at_once = [](auto token) {
    return net::async_initiate<decltype(token), void(error_code, int)>(
        [](auto handler) { std::move(handler)(error_code(), 1); }, token);
  };
  auto refuses = [](auto token) {
    return net::async_initiate<decltype(token), void()>(
        [](auto) { throw std::runtime_error("no memory"); }, token);
  };
  tasks.spawn([&]() -> task<> {
    for (int i = 0; i < 100000; ++i)
      done += co_await at_once(use_task);
    try {
      co_await refuses(use_task);
    } catch (const std::runtime_error &) {
      caught = true;
    }
  });
  run();
  EXPECT_EQ(done, 100000);
  EXPECT_TRUE(caught);
}

TEST_F(task_lifetime_test, a_dropped_operation_abandons_the_task) {
  task_set tasks(*io);
  int frames = 0;
  auto forgets = [](auto token) {
    return net::async_initiate<decltype(token), void()>([](auto) {}, token);
  };
  auto h =
      tasks.start([&](alive_count) -> task<> { co_await forgets(use_task); },
                  alive_count(frames));
  run();
  EXPECT_EQ(h.state(), task_state::abandoned);
  EXPECT_EQ(frames, 0);
  EXPECT_TRUE(tasks.empty());
}

TEST_F(task_lifetime_test, on_a_pool_of_threads) {
  std::atomic<int> ended{0};
  net::thread_pool pool(4);
  task_set tasks(pool);
  for (int i = 0; i < 2000; ++i)
    tasks.spawn([&]() -> task<> {
      for (int k = 0; k < 3; ++k)
        co_await net::post(use_task);
      ++ended;
    });
  tasks.cancel_all("some of them");
  pool.join();
  const auto stats = tasks.stats();
  EXPECT_EQ(stats.active, 0u);
  EXPECT_EQ(stats.succeeded + stats.cancelled, 2000u);
  EXPECT_EQ(stats.succeeded, static_cast<unsigned>(ended.load()));
}

} // namespace
