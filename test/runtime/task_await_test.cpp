// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// holdfast::task: a native coroutine.
#include <holdfast/registry.hpp>

#include "support/native.hpp"

#include <atomic>

namespace {

using task_await_test = virtual_time_test;

static_assert(!std::is_copy_constructible_v<task<int>>);
static_assert(std::is_nothrow_move_constructible_v<task<int>>);

task<> native_failure(holdfast::duration d, std::string what) {
  co_await nap(d);
  throw std::runtime_error(what);
}
awaitable<int> foreign(int n) {
  co_await sleep_for(1s);
  co_return n;
}

TEST_F(task_await_test, results_of_every_kind_reach_who_awaits) {
  persistent_task_group group(*io);
  int object = 1;
  bool checked = false;
  group.spawn([&]() -> task<> {
    const int number = co_await give(3);
    EXPECT_EQ(number, 3);
    auto pointer = co_await [](int n) -> task<std::unique_ptr<int>> {
      co_return std::make_unique<int>(n);
    }(4);
    EXPECT_EQ(*pointer, 4);
    const no_default odd =
        co_await [](int n) -> task<no_default> { co_return no_default(n); }(5);
    EXPECT_EQ(odd.n, 5);
    int &reference =
        co_await [](int &n) -> task<int &> { co_return n; }(object);
    EXPECT_EQ(&reference, &object);
    checked = true;
  });
  run();
  EXPECT_TRUE(checked);
}

TEST_F(task_await_test, a_handle_gives_the_result_after_the_frame_is_gone) {
  task_set tasks(*io);
  int frames = 0, object = 1;
  auto h = tasks.start([](alive_count) -> task<no_default> {
    co_return no_default(7);
  }(alive_count(frames)));
  auto r = tasks.start([](int &n) -> task<int &> { co_return n; }(object));
  run();
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(h.result().n, 7);
  EXPECT_EQ(&r.result().get(), &object);
  auto owned = holdfast::start(*io, give(8));
  holdfast::background(*io).spawn(nap(1s));
  run();
  EXPECT_EQ(owned.result(), 8);
  EXPECT_EQ(elapsed(), 1s);
}

TEST_F(task_await_test, join_from_a_task_and_from_an_awaitable) {
  task_set tasks(*io);
  int seen = 0;
  run_main([&]() -> awaitable<void> {
    auto h = tasks.start([]() -> task<int> {
      co_await nap(1s);
      co_return 9;
    });
    seen = co_await h.join();
  });
  EXPECT_EQ(seen, 9);
  auto h = tasks.start(give(10));
  tasks.spawn([&]() -> task<> { seen = co_await h.join(); });
  run();
  EXPECT_EQ(seen, 10);
}

TEST_F(task_await_test, an_exception_reaches_the_caller_or_the_handler) {
  persistent_task_group group(*io);
  group.on_error(remember());
  bool caught = false;
  group.spawn([&]() -> task<> {
    try {
      co_await native_failure(1s, "inner");
    } catch (const std::runtime_error &e) {
      caught = std::string(e.what()) == "inner";
    }
    co_await native_failure(1s, "outer");
  });
  group.spawn(nap(5s));
  run();
  EXPECT_TRUE(caught);
  EXPECT_EQ(failures, std::vector<std::string>{"outer"});
  EXPECT_EQ(group.stats().failed, 1u);
  EXPECT_EQ(group.stats().succeeded, 1u);
}

TEST_F(task_await_test, an_awaitable_and_a_task_await_each_other) {
  task_set tasks(*io);
  tasks.on_error(remember());
  std::vector<int> seen;
  tasks.spawn([&]() -> task<> {
    seen.push_back(co_await foreign(1));
    const no_default odd =
        co_await []() -> awaitable<no_default> { co_return no_default(2); }();
    seen.push_back(odd.n);
    try {
      co_await []() -> awaitable<void> {
        co_await sleep_for(1s);
        throw std::runtime_error("from below");
      }();
    } catch (const std::runtime_error &) {
      seen.push_back(3);
    }
  });
  run();
  run_main([&]() -> awaitable<void> {
    seen.push_back(co_await as_awaitable(give(4)));
    co_await as_awaitable(nap(1s));
    try {
      co_await as_awaitable(native_failure(1s, "x"));
    } catch (const std::runtime_error &) {
      seen.push_back(5);
    }
  });
  EXPECT_EQ(seen, (std::vector<int>{1, 2, 3, 4, 5}));
  EXPECT_TRUE(failures.empty());
}

TEST_F(task_await_test, cancel_reaches_the_pending_operation) {
  task_set tasks(*io);
  bool cleaned = false;
  auto h = tasks.start([&]() -> task<> {
    try {
      co_await nap(1h);
    } catch (const system_error &) {
      cleaned = true;
    }
    const auto reached = co_await holdfast::this_task::cancelled;
    EXPECT_EQ(reached, net::cancellation_type::terminal);
    throw system_error(error_code(net::error::operation_aborted));
  });
  run(1s);
  EXPECT_TRUE(h.cancel("enough"));
  run(2s);
  EXPECT_TRUE(cleaned);
  EXPECT_EQ(h.state(), task_state::cancelled);
  EXPECT_LT(elapsed(), 1h);
}

TEST_F(task_await_test,
       cancel_reaches_an_awaitable_below_and_a_task_below_one) {
  task_set tasks(*io);
  auto h = tasks.start([]() -> task<> {
    co_await []() -> awaitable<void> { co_await as_awaitable(nap(1h)); }();
  });
  run(1s);
  tasks.cancel_all("enough");
  run(2s);
  EXPECT_EQ(h.state(), task_state::cancelled);
  EXPECT_TRUE(tasks.empty());
}

TEST_F(task_await_test, after_a_cancel_every_await_throws_until_it_is_reset) {
  task_set tasks(*io);
  int thrown = 0;
  bool slept = false;
  auto h = tasks.start([&]() -> task<> {
    for (int i = 0; i < 3; ++i)
      try {
        co_await nap(1h);
      } catch (const system_error &) {
        ++thrown;
      }
    co_await net::this_coro::reset_cancellation_state();
    co_await nap(1s);
    slept = true;
  });
  run(1s);
  h.cancel();
  run(1min);
  EXPECT_EQ(thrown, 3);
  EXPECT_TRUE(slept);
  EXPECT_EQ(tasks.stats().swallowed, 1u);
}

TEST_F(task_await_test, a_soft_cancel_reaches_only_who_asked_for_it) {
  task_set tasks(*io);
  auto deaf = tasks.start(nap(10s));
  auto open = tasks.start([]() -> task<> {
    co_await net::this_coro::reset_cancellation_state(
        net::enable_total_cancellation());
    co_await nap(10s);
  });
  run(1s);
  tasks.cancel_all("soft", net::cancellation_type::total);
  run(2s);
  EXPECT_EQ(deaf.state(), task_state::running);
  EXPECT_EQ(open.state(), task_state::cancelled);
  run();
  EXPECT_EQ(deaf.state(), task_state::succeeded);
}

TEST_F(task_await_test, the_log_knows_a_task_and_who_spawned_it) {
  task_set tasks(*io, "recorded");
  holdfast::task_id child = 0;
  unsigned line = 0;
  auto outer = tasks.start(spawn_options("outer"), [&]() -> task<> {
    co_await nap(1s);
    line = __LINE__ + 1;
    auto h = tasks.start(nap(1s));
    child = h.id();
    co_await h.join();
  });
  run();
  const auto records = holdfast::ended_tasks().find(child);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].parent, outer.id());
  EXPECT_EQ(records[0].site.line(), line);
  EXPECT_EQ(records[0].state, task_state::succeeded);
  const auto outers = holdfast::ended_tasks().find(outer.id());
  ASSERT_EQ(outers.size(), 1u);
  EXPECT_EQ(outers[0].name, "outer");
}

TEST_F(task_await_test, every_way_to_spawn_takes_one) {
  persistent_task_group group(*io);
  const auto strand = net::make_strand(*io);
  group.spawn_on(strand, nap(1s));
  group.spawn_on(strand, spawn_options("named"), nap(1s));
  EXPECT_TRUE(group.try_spawn(nap(1s)));
  auto h = holdfast::start(*io, give, 3);
  run();
  EXPECT_EQ(group.stats().succeeded, 3u);
  EXPECT_EQ(h.result(), 3);
  group.request_shutdown();
  run();
  EXPECT_FALSE(group.try_spawn(nap(1s)));
}

TEST_F(task_await_test, use_task_can_be_the_default_token) {
  net::io_context real;
  task_set tasks(real);
  bool fired = false;
  tasks.spawn([&]() -> task<> {
    using timer = net::basic_waitable_timer<std::chrono::steady_clock>;
    holdfast::use_task_t::as_default_on_t<timer> t(real.get_executor());
    t.expires_after(1ms);
    co_await t.async_wait();
    fired = true;
  });
  real.run();
  EXPECT_TRUE(fired);
}

} // namespace
