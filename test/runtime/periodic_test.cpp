// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/periodic.hpp>

#include <holdfast/drain_queue.hpp>
#include <holdfast/fire_and_forget.hpp>
#include <holdfast/loop_lag.hpp>

#include "support/harness.hpp"

#include <thread>

namespace {

using holdfast::drain_queue;
using holdfast::overlap;
using holdfast::periodic;
using periodic_test = virtual_time_test;
using drain_queue_test = virtual_time_test;
using fire_and_forget_test = virtual_time_test;

struct job_log {
  int begun = 0, ended = 0, cancelled = 0;
  auto lasting(holdfast::duration d) {
    return [this, d]() -> awaitable<void> {
      ++begun;
      try {
        co_await sleep_for(d);
      } catch (const system_error &) {
        ++cancelled;
        throw;
      }
      ++ended;
    };
  }
};

TEST_F(periodic_test, F27_overlapping_ticks_and_their_end_with_the_timer) {
  persistent_task_group group(*io);
  job_log log;
  auto job = periodic(group, 1s, log.lasting(5s), overlap::allow(100));
  run(9900ms);
  virtual_time::clock::current() = virtual_time::clock::time_point(9900ms);
  job.stop();
  run();
  EXPECT_EQ(log.begun, 10);
  EXPECT_EQ(log.cancelled, 5);
  EXPECT_EQ(log.ended, 5);
}

TEST_F(periodic_test, F27_a_tick_that_fails_does_not_stop_the_job) {
  persistent_task_group group(*io);
  group.on_error(remember());
  auto job = periodic(group, 1s, []() -> awaitable<void> {
    throw std::runtime_error("tick");
    co_return;
  });
  run(4500ms);
  EXPECT_EQ(failures.size(), 5u); // at 0, 1, 2, 3 and 4 seconds
  job.stop();
  run();
  EXPECT_TRUE(job.done());
}

TEST_F(periodic_test, F27_a_job_may_be_a_member_that_is_started_later) {
  persistent_task_group group(*io);
  job_log log;
  holdfast::periodic_job job;
  EXPECT_TRUE(job.done());
  EXPECT_EQ(job.stats().ticks, 0u);
  job.stop(); // nothing to stop
  job = periodic(group, 1s, log.lasting(1ms));
  EXPECT_FALSE(job.done());
  run(1500ms);
  EXPECT_EQ(job.stats().ticks, 2u);
  job.stop();
  run();
  EXPECT_TRUE(job.done());
}

TEST_F(periodic_test, F27_cancel_previous) {
  persistent_task_group group(*io);
  job_log log;
  auto job = periodic(group, 1s, log.lasting(5s), overlap::cancel_previous());
  run(9900ms);
  job.stop();
  run();
  EXPECT_EQ(log.begun, 10);
  EXPECT_EQ(log.cancelled, 10);
  EXPECT_EQ(log.ended, 0);
}

TEST_F(periodic_test, F27_a_quick_job_is_never_cancelled_by_the_next_tick) {
  for (const auto policy : {overlap::skip(), overlap::cancel_previous()}) {
    persistent_task_group group(*io);
    job_log log;
    const auto began = elapsed();
    auto job = periodic(group, 10ms, log.lasting(1ms), policy);
    run(began + 96ms);
    job.stop();
    run();
    EXPECT_EQ(log.begun, 10);
    EXPECT_EQ(log.ended, 10);
    EXPECT_EQ(log.cancelled, 0);
  }
}

TEST_F(periodic_test, F28_a_job_slower_than_its_period_does_not_pile_up) {
  persistent_task_group group(*io);
  job_log log;
  testing::internal::CaptureStderr();
  auto job = periodic(group, 1s, log.lasting(2500ms), overlap::skip(), "scan");
  run(9900ms);
  const std::string text = testing::internal::GetCapturedStderr();
  const auto stats = job.stats();
  EXPECT_EQ(stats.ticks, 4u); // at 0, 3, 6 and 9 seconds
  EXPECT_EQ(stats.skipped, 6u);
  EXPECT_EQ(stats.peak, 1u);
  EXPECT_EQ(stats.longest, 2500ms);
  EXPECT_LE(group.size(), 2u);
  EXPECT_NE(text.find("'scan'"), std::string::npos) << text;
  EXPECT_NE(text.find("1 tick(s) skipped"), std::string::npos) << text;
  EXPECT_NE(text.find("4 tick(s) skipped"), std::string::npos) << text;
  EXPECT_EQ(text.find("3 tick(s) skipped"), std::string::npos) << text;
  job.stop();
  run();
}

TEST_F(periodic_test, F28_a_queue_is_bounded_and_runs_one_at_a_time) {
  persistent_task_group group(*io);
  job_log log;
  testing::internal::CaptureStderr();
  auto job = periodic(group, 1s, log.lasting(5s), overlap::queue(2));
  run(9900ms);
  testing::internal::GetCapturedStderr();
  const auto stats = job.stats();
  EXPECT_EQ(stats.ticks, 2u); // at 0 and, from the queue, at 5 seconds
  EXPECT_EQ(stats.queued, 2u);
  EXPECT_EQ(stats.skipped, 6u); // at 3, 4, 7, 8 and 9 seconds, and at 5 or 6
  EXPECT_EQ(stats.peak, 1u);
  job.stop();
  run();
}

TEST_F(periodic_test, F28_allow_has_a_bound) {
  persistent_task_group group(*io);
  job_log log;
  testing::internal::CaptureStderr();
  auto job = periodic(group, 1s, log.lasting(1h), overlap::allow(3));
  run(9900ms);
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(job.stats().in_flight, 3u);
  EXPECT_EQ(job.stats().skipped, 7u);
  job.stop();
  run();
  EXPECT_EQ(log.cancelled, 3);
}

TEST_F(periodic_test, F27_ends_with_its_group) {
  persistent_task_group group(*io);
  job_log log;
  auto job = periodic(group, 1s, log.lasting(500ms));
  run(3200ms);
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown(shutdown_policy(0s, 1s));
    EXPECT_TRUE(report.clean());
  });
  EXPECT_TRUE(job.done());
}

TEST_F(periodic_test, F03_the_lag_of_the_loop_is_measured) {
  persistent_task_group group(*io);
  std::vector<holdfast::duration> lags;
  auto watch = holdfast::watch_loop_lag(
      group, 1s, [&](holdfast::duration lag) { lags.push_back(lag); });
  group.spawn([]() -> awaitable<void> {
    co_await sleep_for(1500ms);
    virtual_time::clock::current() += 2s; // a handler that does not return
  });
  run(4500ms);
  watch.cancel();
  run();
  ASSERT_GE(lags.size(), 3u);
  EXPECT_EQ(lags[0], 0s);
  EXPECT_EQ(lags[1], 1500ms); // due at 2 s, heard of at 3.5 s
  EXPECT_EQ(lags[2], 0s);
}

TEST_F(drain_queue_test, F29_everything_before_the_end_is_processed) {
  persistent_task_group group(*io);
  drain_queue<int> queue;
  std::vector<int> seen;
  queue.consume(group, 1, [&](int n) -> awaitable<void> {
    co_await sleep_for(1s);
    seen.push_back(n);
  });
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(queue.push(i));
  group.on_close([&] { queue.close(); });
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown(shutdown_policy(10s, 1s));
    EXPECT_EQ(report.finished, 1u);
    EXPECT_EQ(elapsed(), 3s);
  });
  EXPECT_EQ(seen, (std::vector<int>{0, 1, 2}));
  EXPECT_FALSE(queue.push(4));
}

TEST_F(drain_queue_test, F29_the_limit_is_kept_and_what_is_left_is_counted) {
  persistent_task_group group(*io);
  drain_queue<int> queue;
  queue.consume(group, 2,
                [&](int) -> awaitable<void> { co_await sleep_for(1s); });
  for (int i = 0; i < 10; ++i)
    queue.push(i);
  run_main([&]() -> awaitable<void> {
    const auto report = co_await queue.drain(2500ms);
    EXPECT_EQ(report.done, 4u);
    EXPECT_EQ(report.left, 6u); // two of them in work
    EXPECT_EQ(elapsed(), 2500ms);
  });
  group.cancel_all();
  run();
}

TEST_F(drain_queue_test, F29_a_failing_item_does_not_stop_the_worker) {
  persistent_task_group group(*io);
  group.on_error(remember());
  drain_queue<int> queue;
  int processed = 0;
  queue.consume(group, 1, [&](int n) -> awaitable<void> {
    if (n == 1)
      throw std::runtime_error("item 1");
    ++processed;
    co_return;
  });
  for (int i = 0; i < 3; ++i)
    queue.push(i);
  run_main([&]() -> awaitable<void> {
    const auto report = co_await queue.drain(1s);
    EXPECT_EQ(report.done, 3u);
    EXPECT_EQ(report.failed, 1u);
    EXPECT_EQ(report.left, 0u);
  });
  EXPECT_EQ(processed, 2);
  EXPECT_EQ(failures, (std::vector<std::string>{"item 1"}));
}

TEST_F(drain_queue_test, F29_cancelled_work_is_not_done) {
  persistent_task_group group(*io);
  drain_queue<int> queue;
  queue.consume(group, 1,
                [&](int) -> awaitable<void> { co_await sleep_for(1h); });
  queue.push(1);
  queue.push(2);
  run(1s);
  group.cancel_all();
  run_main([&]() -> awaitable<void> {
    const auto report = co_await queue.drain(1s);
    EXPECT_EQ(report.done, 0u);
    EXPECT_EQ(report.left, 1u);
  });
  EXPECT_EQ(group.stats().cancelled, 1u);
}

TEST_F(fire_and_forget_test, the_task_runs_and_its_failure_is_heard_of) {
  holdfast::background(*io).on_error(remember());
  holdfast::fire_and_forget(
      *io,
      []() -> awaitable<void> {
        co_await sleep_for(1s);
        throw std::runtime_error("lost otherwise");
      },
      "telemetry may be lost");
  run();
  EXPECT_EQ(failures, (std::vector<std::string>{"lost otherwise"}));
}

TEST_F(fire_and_forget_test, takes_handles_of_ours_and_of_others) {
  bool ran = false;
  holdfast::fire_and_forget(holdfast::start(*io,
                                            [&]() -> awaitable<void> {
                                              co_await sleep_for(1s);
                                              ran = true;
                                            }),
                            "nobody needs the result");
  run();
  EXPECT_TRUE(ran);
  std::thread thread([] {});
  holdfast::fire_and_forget(std::move(thread), "ends by itself");
}

TEST_F(fire_and_forget_test, F13_a_dropped_owning_handle_cancels_the_task) {
  int cancelled = 0;
  {
    auto h = holdfast::start(*io, [&]() -> awaitable<void> {
      try {
        co_await sleep_for(1h);
      } catch (const system_error &) {
        ++cancelled;
        throw;
      }
    });
    io->poll();
  }
  run();
  EXPECT_EQ(cancelled, 1);
  EXPECT_EQ(elapsed(), 0s);
}

TEST_F(fire_and_forget_test,
       F13_an_error_nobody_looked_at_reaches_the_handler) {
  holdfast::background(*io).on_error(remember());
  auto fails = []() -> awaitable<int> {
    throw std::runtime_error("unseen");
    co_return 1;
  };
  auto seen = holdfast::start(*io, fails);
  {
    auto unseen = holdfast::start(*io, fails);
    run();
    EXPECT_TRUE(failures.empty());
  }
  run();
  EXPECT_EQ(failures.size(), 1u);
  run_main([&]() -> awaitable<void> {
    try {
      co_await seen.join();
    } catch (const std::runtime_error &) {
    }
  });
  seen = {};
  run();
  EXPECT_EQ(failures.size(), 1u);
}

} // namespace
