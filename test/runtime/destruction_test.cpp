// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/persistent_task_group.hpp>

#include "support/calls.hpp"

#include <csignal>
#include <numeric>

namespace {

using destruction_test = virtual_time_test;

TEST_F(destruction_test, P11_destroyed_with_live_tasks_it_says_so) {
  int frames = 0;
  {
    persistent_task_group group(*io, "sessions");
    group.spawn(spawn_options("reader"),
                [alive = alive_count(frames)]() -> awaitable<void> {
                  co_await sleep_for(1h);
                });
    io->poll();
    testing::internal::CaptureStderr();
  }
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("1 task(s) of group 'sessions' were alive when it was "
                      "destroyed"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("'reader'"), std::string::npos) << text;
  run();
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(elapsed(), 0s);
}

TEST_F(destruction_test, P11_the_context_may_die_before_the_group) {
  auto other = std::make_unique<net::io_context>();
  int frames = 0;
  persistent_task_group group(*other);
  group.spawn([alive = alive_count(frames)]() -> awaitable<void> {
    net::basic_waitable_timer<std::chrono::steady_clock> t(
        co_await net::this_coro::executor, std::chrono::hours(1));
    co_await t.async_wait(net::use_awaitable);
  });
  net::co_spawn(
      *other, [&]() -> awaitable<void> { co_await group.run_until_shutdown(); },
      [](std::exception_ptr) {});
  other->poll();
  testing::internal::CaptureStderr();
  other.reset();
  EXPECT_NE(testing::internal::GetCapturedStderr().find("1 task(s)"),
            std::string::npos);
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(group.stats().abandoned, 1u);
  group.request_shutdown();   // nothing to do, nothing to crash on
  group.spawn(sleep_for(1s)); // dropped without a word
  EXPECT_EQ(group.stats().rejected, 1u);
}

TEST_F(destruction_test, P11_frames_that_die_may_spawn_and_cancel) {
  auto other = std::make_unique<net::io_context>();
  persistent_task_group group(*other);
  struct spawns_when_dying {
    persistent_task_group *group;
    ~spawns_when_dying() {
      if (group) {
        group->spawn(sleep_for(1s));
        group->cancel_all();
      }
    }
  };
  group.spawn([&]() -> awaitable<void> {
    spawns_when_dying local{&group};
    net::basic_waitable_timer<std::chrono::steady_clock> t(
        co_await net::this_coro::executor, std::chrono::hours(1));
    co_await t.async_wait(net::use_awaitable);
  });
  other->poll();
  testing::internal::CaptureStderr();
  other.reset();
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(group.stats().abandoned, 1u);
  EXPECT_EQ(group.stats().rejected, 1u);
}

TEST_F(destruction_test, F31_the_warning_says_where_the_group_was_made) {
  testing::internal::CaptureStderr();
  unsigned line = 0;
  {
    persistent_task_group group(*io, "forgotten");
    line = __LINE__ - 1;
    group.spawn(sleep_for(1h));
  }
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("the group was made at"), std::string::npos) << text;
  EXPECT_NE(text.find("destruction_test.cpp:" + std::to_string(line)),
            std::string::npos)
      << text;
  run();
}

TEST_F(destruction_test, P11_orphans_may_run_on) {
  bool ended = false;
  testing::internal::CaptureStderr();
  {
    task_set tasks(*io, "telemetry");
    tasks.set_on_destroy(holdfast::on_destroy::orphan);
    tasks.spawn([&]() -> awaitable<void> {
      co_await sleep_for(1s);
      ended = true;
    });
  }
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("they run on"), std::string::npos) << text;
  run();
  EXPECT_TRUE(ended);
}

TEST_F(destruction_test, P11_live_tasks_may_be_forbidden) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_DEATH(
      {
        persistent_task_group group(*io, "strict");
        group.set_on_destroy(holdfast::on_destroy::terminate);
        group.spawn(spawn_options("left"), sleep_for(1h));
      },
      "1 task\\(s\\) of group 'strict' .* forbidden");
  EXPECT_DEATH(
      {
        holdfast::set_default_on_destroy(holdfast::on_destroy::terminate);
        task_set tasks(*io);
        tasks.spawn(sleep_for(1h));
      },
      "forbidden");
  persistent_task_group empty(*io);
  empty.set_on_destroy(holdfast::on_destroy::terminate); // no tasks, no harm
}

TEST_F(destruction_test, P11_whatever_the_order) {
  // A context, a parent, its child, a set and a handle, each gone at every
  // place in the order: no frame is left, nobody is touched afterwards, and no
  // handler of a group that is gone is called.
  enum { context, parent, child, set, handle, count };
  std::vector<int> order(count);
  std::iota(order.begin(), order.end(), 0);
  int tried = 0;
  testing::internal::CaptureStderr();
  do {
    int frames = 0;
    auto other = std::make_unique<net::io_context>();
    auto above = std::make_unique<persistent_task_group>(*other, "above");
    auto below = std::make_unique<persistent_task_group>(*above, "below");
    auto tasks = std::make_unique<task_set>(*other, "tasks");
    auto gone = std::make_shared<bool>(false);
    above->on_error([gone](const task_failure &) { EXPECT_FALSE(*gone); });
    above->shutdown_on({SIGUSR2});
    auto sleeps = [](alive_count) -> awaitable<void> {
      net::basic_waitable_timer<std::chrono::steady_clock> t(
          co_await net::this_coro::executor, std::chrono::hours(1));
      try {
        co_await t.async_wait(net::use_awaitable);
      } catch (const system_error &) {
      }
      throw std::runtime_error("in the clean-up");
    };
    above->spawn(sleeps, alive_count(frames));
    below->spawn(sleeps, alive_count(frames));
    tasks->spawn(sleeps, alive_count(frames));
    auto owned = std::make_unique<task_handle<>>(
        holdfast::start(*other, sleeps, alive_count(frames)));
    tasks->spawn(
        [](task_handle<> *of) -> awaitable<void> { co_await of->wait(); },
        owned.get());
    other->poll();
    EXPECT_GE(frames, 4); // and the copies of the arguments
    for (const int what : order) {
      if (what == context)
        other.reset();
      else if (what == parent)
        above.reset(), *gone = true;
      else if (what == child)
        below.reset();
      else if (what == set)
        tasks.reset();
      else
        owned.reset();
      if (other) {
        other->restart();
        other->poll();
      }
    }
    EXPECT_EQ(frames, 0);
    ++tried;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(tried, 120);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("in the clean-up"),
            std::string::npos);
}

} // namespace
