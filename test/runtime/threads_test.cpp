// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// On real time and real threads.
#include <holdfast/background.hpp>
#include <holdfast/checkpoint.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/registry.hpp>
#include <holdfast/start.hpp>

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <random>
#include <thread>

namespace {

namespace net = holdfast::net;
using holdfast::awaitable;
using holdfast::persistent_task_group;
using holdfast::shutdown_policy;
using holdfast::task_handle;
using holdfast::task_state;
using namespace std::chrono_literals;

awaitable<void> sleep_for(holdfast::duration d) {
  holdfast::timer t(co_await net::this_coro::executor);
  t.expires_after(d);
  co_await t.async_wait(net::use_awaitable);
}

/// How many tasks the stress tests spawn; a sanitizer's build spawns fewer.
std::size_t stress_size() {
  if (const char *given = std::getenv("HOLDFAST_STRESS"))
    return std::strtoull(given, nullptr, 10);
  return HOLDFAST_STRESS_DEFAULT;
}

template <class F> void on_threads(int n, F body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < n; ++i)
    threads.emplace_back(body, i);
  for (auto &thread : threads)
    thread.join();
}

TEST(threads_test, P09_cancel_from_any_thread_on_a_pool) {
  net::thread_pool pool(4);
  persistent_task_group group(pool);
  std::vector<task_handle<>> handles;
  for (int i = 0; i < 2000; ++i)
    handles.push_back(group.start([]() -> awaitable<void> {
      for (;;)
        co_await sleep_for(1ms);
    }));
  on_threads(4, [&](int part) {
    for (std::size_t i = part; i < handles.size(); i += 4)
      EXPECT_TRUE(handles[i].cancel("test"));
  });
  pool.join();
  EXPECT_EQ(group.stats().cancelled, 2000u);
  for (auto &h : handles)
    EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST(threads_test, P09_an_io_context_with_threads_gives_new_tasks_strands) {
  net::io_context io;
  net::executor_work_guard<net::io_context::executor_type> work(
      io.get_executor());
  persistent_task_group group(io);
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] { io.run(); });
  // Until a second thread has been seen, tasks get no strand of their own.
  auto &record = *group.internals()->context;
  while (!record.many_threads) {
    for (int i = 0; i < 8; ++i)
      group.spawn([]() -> awaitable<void> {
        std::this_thread::sleep_for(1ms);
        co_return;
      });
    std::this_thread::sleep_for(2ms);
  }
  std::vector<task_handle<>> handles;
  for (int i = 0; i < 1000; ++i)
    handles.push_back(group.start([]() -> awaitable<void> {
      for (;;)
        co_await sleep_for(1ms);
    }));
  on_threads(2, [&](int part) {
    for (std::size_t i = part; i < handles.size(); i += 2)
      handles[i].cancel("test");
  });
  work.reset(); // run() returns when the last task has ended
  for (auto &thread : threads)
    thread.join();
  EXPECT_EQ(group.stats().cancelled, 1000u);
}

TEST(threads_test, shutdown_is_requested_from_every_thread_at_once) {
  net::thread_pool pool(2);
  persistent_task_group group(pool);
  for (int i = 0; i < 100; ++i)
    group.spawn([]() -> awaitable<void> { co_await sleep_for(1h); });
  auto report =
      holdfast::start(pool, [&]() -> awaitable<holdfast::shutdown_report> {
        auto report = co_await group.run_until_shutdown();
        co_return report;
      });
  on_threads(4, [&](int) { group.request_shutdown(shutdown_policy(0s, 30s)); });
  pool.join();
  auto result = report.result();
  EXPECT_EQ(result.cancelled, 100u);
  EXPECT_TRUE(result.clean());
  EXPECT_FALSE(group.try_spawn(sleep_for(1s)));
}

TEST(threads_test, P08_a_cancel_meets_the_end_of_its_task) {
  net::thread_pool pool(3);
  persistent_task_group group(pool);
  for (int round = 0; round < 200; ++round) {
    std::vector<task_handle<>> handles;
    for (int i = 0; i < 8; ++i)
      handles.push_back(group.start([]() -> awaitable<void> {
        co_await net::post(net::use_awaitable);
        co_await sleep_for(0ms);
      }));
    for (auto &h : handles)
      h.cancel("about now");
    handles.clear(); // while the cancellation is on its way
  }
  pool.join();
  const auto stats = group.stats();
  EXPECT_EQ(stats.succeeded + stats.cancelled, 200u * 8u);
}

TEST(threads_test, everything_may_be_asked_from_everywhere) {
  net::thread_pool pool(2);
  persistent_task_group group(pool, "asked");
  group.set_trace(holdfast::trace_level::full);
  group.limit(500, holdfast::overflow::cancel_oldest);
  std::atomic<bool> stop{false};
  std::thread asks([&] {
    while (!stop) {
      (void)holdfast::all_groups();
      (void)holdfast::tasks_by_site();
      for (const auto &task : holdfast::live_tasks())
        (void)holdfast::creation_chain(task.id);
      for (const auto &task : holdfast::ended_tasks().list(10))
        (void)holdfast::cancellation_chain(task.id);
      (void)group.stats();
    }
  });
  on_threads(3, [&](int) {
    for (int i = 0; i < 300; ++i)
      group.spawn([]() -> awaitable<void> {
        holdfast::checkpoint("asleep");
        co_await sleep_for(1h);
      });
  });
  group.request_shutdown(shutdown_policy(0s, 30s));
  pool.join();
  stop = true;
  asks.join();
  EXPECT_EQ(group.stats().spawned, 900u);
  EXPECT_EQ(group.stats().cancelled, 900u);
}

TEST(threads_test, joins_cross_from_one_context_to_another) {
  net::thread_pool one(1), two(1);
  auto far = holdfast::start(one, []() -> awaitable<int> {
    co_await sleep_for(10ms);
    co_return 5;
  });
  int got = 0;
  auto near = holdfast::start(
      two, [&]() -> awaitable<void> { got = co_await far.join(); });
  one.join();
  two.join();
  EXPECT_EQ(got, 5);
  EXPECT_EQ(near.state(), task_state::succeeded);
}

TEST(threads_test, whoever_waits_for_a_lock_of_ours_sleeps) {
  holdfast::detail::spin_lock lock;
  lock.lock();
  const std::clock_t before = std::clock(); // of all threads
  std::thread holder([&] {
    std::this_thread::sleep_for(400ms);
    lock.unlock();
  });
  int passed = 0;
  long fewest = std::numeric_limits<long>::max();
  on_threads(3, [&](int) {
    const std::lock_guard hold(lock);
    ++passed;
    // How often this thread gave its processor up to wait for something. One
    // that spins or yields never does, however busy the machine is.
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    fewest = std::min(fewest, usage.ru_nvcsw);
  });
  holder.join();
  const double busy = double(std::clock() - before) / CLOCKS_PER_SEC;
  EXPECT_EQ(passed, 3);
  EXPECT_GT(fewest, 20);
  // One that spins is busy for 0.4 s, unless other programs want its processor.
  EXPECT_LT(busy, 0.2);
}

/// Every task spawned is accounted for, whatever it met.
void stress(holdfast::trace_level level, std::size_t total) {
  net::thread_pool pool(4);
  persistent_task_group group(pool, "stress");
  group.set_trace(level);
  group.on_error(holdfast::ignore_failures);
  std::atomic<std::size_t> rejected{0}, ran{0};
  constexpr int spawners = 4;
  on_threads(spawners, [&](int part) {
    std::mt19937 random(part + 1);
    std::vector<task_handle<>> kept;
    for (std::size_t i = 0; i < total / spawners; ++i) {
      // Spawners that outrun the pool would make every look at the live tasks
      // a look at half a million.
      while (i % 64 == 0 && group.stats().active > 10'000)
        std::this_thread::sleep_for(1ms);
      const auto kind = random() % 16;
      auto body = [&ran, kind]() -> awaitable<void> {
        ran.fetch_add(1, std::memory_order_relaxed);
        if (kind < 4)
          co_await net::post(net::use_awaitable);
        else if (kind == 4)
          co_await sleep_for(std::chrono::microseconds(200));
        else if (kind == 5)
          throw std::runtime_error("stress");
        else if (kind == 6)
          co_await sleep_for(1h);
      };
      try {
        if (kind >= 6 && kind < 8) {
          kept.push_back(group.start(body));
        } else {
          group.spawn(body);
        }
      } catch (const holdfast::group_closed &) {
        rejected.fetch_add(1, std::memory_order_relaxed);
      }
      if (kept.size() > 64) {
        kept[random() % kept.size()].cancel("random");
        for (auto &h : kept)
          h.cancel("sweep");
        kept.clear();
      }
      if (part == 0 && i == total / spawners * 9 / 10)
        group.request_shutdown(shutdown_policy(10ms, 60s));
      if (i % 1024 == 0 && random() % 4 == 0)
        (void)holdfast::live_tasks();
    }
  });
  pool.join();
  const auto stats = group.stats();
  EXPECT_EQ(stats.active, 0u);
  EXPECT_EQ(stats.abandoned, 0u);
  EXPECT_EQ(stats.spawned + rejected, total / spawners * spawners);
  EXPECT_EQ(stats.rejected, rejected);
  EXPECT_EQ(stats.succeeded + stats.failed + stats.cancelled, stats.spawned);
  EXPECT_LE(ran, stats.spawned);
  EXPECT_GT(stats.cancelled, 0u);
  EXPECT_GT(stats.failed, 0u);
  std::printf(
      "spawned %llu, succeeded %llu, failed %llu, cancelled %llu, "
      "rejected %llu\n",
      (unsigned long long)stats.spawned, (unsigned long long)stats.succeeded,
      (unsigned long long)stats.failed, (unsigned long long)stats.cancelled,
      (unsigned long long)stats.rejected);
}

TEST(threads_stress, untraced) {
  stress(holdfast::trace_level::off, stress_size());
}
TEST(threads_stress, traced) {
  stress(holdfast::trace_level::chain, stress_size() / 4);
}

} // namespace
