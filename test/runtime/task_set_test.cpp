// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/task_set.hpp>

#include "support/calls.hpp"

namespace {

using task_set_test = virtual_time_test;

awaitable<void> nothing() { co_return; }

TEST_F(task_set_test, F01_holds_a_task_until_it_is_done_and_then_forgets_it) {
  task_set tasks(*io);
  int frames = 0;
  tasks.spawn([&, alive = alive_count(frames)]() -> awaitable<void> {
    co_await sleep_for(1s);
  });
  tasks.spawn(nothing());
  EXPECT_EQ(tasks.size(), 2u);
  run(500ms);
  EXPECT_EQ(tasks.size(), 1u);
  EXPECT_EQ(frames, 1);
  run();
  EXPECT_EQ(tasks.size(), 0u);
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(tasks.stats().succeeded, 2u);
}

TEST_F(task_set_test, F01_a_failure_reaches_the_handler_and_the_set_goes_on) {
  task_set tasks(*io);
  tasks.on_error(remember());
  tasks.spawn(fail_after(1s, "one"));
  tasks.spawn(fail_after(2s, "two"));
  tasks.spawn(sleep_for(3s));
  run();
  EXPECT_EQ(failures, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(tasks.stats().failed, 2u);
  EXPECT_EQ(tasks.stats().succeeded, 1u);
}

TEST_F(task_set_test, F01_the_default_handler_writes_one_line_to_stderr) {
  task_set tasks(*io, "sessions");
  testing::internal::CaptureStderr();
  tasks.spawn(spawn_options("reader"), fail_after(1s, "connection lost"));
  const int line = __LINE__ - 1;
  run();
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("'reader'"), std::string::npos) << text;
  EXPECT_NE(text.find("task_set_test.cpp:" + std::to_string(line)),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("group 'sessions' failed: connection lost\n"),
            std::string::npos)
      << text;
}

TEST_F(task_set_test, F12_neither_exception_nor_arguments_are_kept) {
  task_set tasks(*io);
  tasks.on_error(holdfast::ignore_failures);
  auto token = std::make_shared<int>(1);
  struct carries {
    std::shared_ptr<int> token;
  };
  tasks.spawn(
      [](std::shared_ptr<int> p) -> awaitable<void> {
        throw carries{p};
        co_return;
      },
      token);
  run();
  EXPECT_EQ(token.use_count(), 1);
}

TEST_F(task_set_test, F13_join_gives_the_result_or_the_exception) {
  task_set tasks(*io);
  tasks.on_error(remember());
  run_main([&]() -> awaitable<void> {
    auto good = tasks.start([]() -> awaitable<std::string> {
      co_await sleep_for(1s);
      co_return "page";
    });
    auto bad = tasks.start(fail_after(1s, "bad"));
    const std::string text = co_await good.join();
    EXPECT_EQ(text, "page");
    std::string what;
    try {
      co_await bad.join();
    } catch (const std::runtime_error &e) {
      what = e.what();
    }
    EXPECT_EQ(what, "bad");
    EXPECT_EQ(failures, (std::vector<std::string>{"bad"})); // in addition
  });
}

TEST_F(task_set_test, F13_a_handle_that_is_dropped_leaves_the_task_running) {
  task_set tasks(*io);
  bool ran = false;
  {
    auto h = tasks.start([&]() -> awaitable<void> {
      co_await sleep_for(1s);
      ran = true;
    });
  }
  run();
  EXPECT_TRUE(ran);
}

TEST_F(task_set_test, F13_results_need_no_default_constructor) {
  struct no_default {
    explicit no_default(int v) : v(v) {}
    int v;
  };
  task_set tasks(*io);
  run_main([&]() -> awaitable<void> {
    auto h = tasks.start([]() -> awaitable<no_default> {
      co_await sleep_for(1ms);
      co_return no_default(7);
    });
    const no_default got = co_await h.join();
    EXPECT_EQ(got.v, 7);
  });
}

TEST_F(task_set_test, F15_a_task_cancelled_before_it_starts_never_runs) {
  task_set tasks(*io);
  int ran = 0;
  auto h = tasks.start([&]() -> awaitable<void> {
    ++ran;
    co_return;
  });
  EXPECT_TRUE(h.cancel("not needed"));
  run();
  EXPECT_EQ(ran, 0);
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(task_set_test, F15_cancelled_by_code_that_runs_before_it_starts) {
  for (const auto level :
       {holdfast::trace_level::off, holdfast::trace_level::chain}) {
    task_set tasks(*io);
    tasks.set_trace(level);
    task_handle<> h;
    net::post(*io, [&] { EXPECT_TRUE(h.cancel("not needed")); });
    int ran = 0;
    h = tasks.start([&]() -> awaitable<void> {
      ++ran;
      co_return;
    });
    run();
    EXPECT_EQ(ran, 0);
    EXPECT_EQ(h.state(), task_state::cancelled);
  }
}

/// The end of a task that cancels itself and then does `rest`. It begins inside
/// start(), or later from the loop.
template <class F>
task_state cancels_itself(net::io_context &io, task_set &tasks, bool inside,
                          F rest) {
  task_handle<> h;
  auto begin = [&] {
    h = tasks.start([&]() -> awaitable<void> {
      tasks.cancel_all("all of us");
      tasks.spawn([]() -> awaitable<void> { co_return; }); // one within another
      tasks.cancel_all("and again");
      return rest();
    });
  };
  if (inside)
    net::post(io, begin);
  else
    begin();
  io.restart();
  io.poll();
  EXPECT_EQ(tasks.stats().active, 0u);
  return h.state();
}

TEST_F(task_set_test, P17_a_task_that_cancels_itself_before_it_has_waited) {
  auto returns = []() -> awaitable<void> { co_return; };
  auto throws = []() -> awaitable<void> {
    throw std::logic_error("and fails");
    co_return;
  };
  auto waits = [] { return sleep_for(1h); };
  for (const auto level :
       {holdfast::trace_level::off, holdfast::trace_level::chain})
    for (const bool inside : {false, true}) {
      task_set tasks(*io);
      tasks.set_trace(level);
      tasks.on_error(remember());
      EXPECT_EQ(cancels_itself(*io, tasks, inside, returns),
                task_state::succeeded);
      EXPECT_EQ(cancels_itself(*io, tasks, inside, throws), task_state::failed);
      EXPECT_EQ(cancels_itself(*io, tasks, inside, waits),
                task_state::cancelled);
      EXPECT_EQ(failures.size(), 1u);
      failures.clear();
    }
}

TEST_F(task_set_test, P17_cancel_after_the_end_and_twice_is_harmless) {
  task_set tasks(*io);
  auto h = tasks.start(sleep_for(1s));
  io->poll();
  EXPECT_TRUE(h.cancel());
  EXPECT_TRUE(h.cancel());
  run();
  EXPECT_FALSE(h.cancel());
  EXPECT_EQ(h.state(), task_state::cancelled);
  EXPECT_EQ(tasks.stats().cancelled, 1u);
}

TEST_F(task_set_test, P07_a_cancelled_operation_is_not_a_cancelled_task) {
  task_set tasks(*io);
  tasks.on_error(remember());
  auto h = tasks.start([]() -> awaitable<void> {
    throw system_error(error_code(net::error::operation_aborted));
    co_return;
  });
  run();
  EXPECT_EQ(h.state(), task_state::failed);
  EXPECT_EQ(failures.size(), 1u);
}

TEST_F(task_set_test, P12_a_task_may_end_before_spawn_returns) {
  task_set tasks(*io);
  std::vector<std::string> order;
  net::post(*io, [&] {
    tasks.spawn([&]() -> awaitable<void> {
      order.push_back("task");
      tasks.spawn([&]() -> awaitable<void> {
        order.push_back("inner");
        co_return;
      });
      co_return;
    });
    order.push_back("after spawn");
  });
  run();
  EXPECT_EQ(order, (std::vector<std::string>{"task", "inner", "after spawn"}));
  EXPECT_TRUE(tasks.empty());
}

TEST_F(task_set_test, on_done_is_called_once_and_can_be_taken_back) {
  task_set tasks(*io);
  int called = 0, taken_back = 0;
  auto h = tasks.start(sleep_for(1s));
  h.on_done([&] { ++called; });
  const auto id = h.on_done([&] { ++taken_back; });
  EXPECT_TRUE(h.remove_on_done(id));
  EXPECT_FALSE(h.remove_on_done(id));
  run();
  EXPECT_EQ(called, 1);
  EXPECT_EQ(taken_back, 0);
  h.on_done([&] { ++called; });
  run();
  EXPECT_EQ(called, 2);
}

TEST_F(task_set_test, cancelling_the_one_who_joins_leaves_the_task_alone) {
  task_set tasks(*io);
  auto target = tasks.start(sleep_for(5s));
  auto waiter =
      tasks.start([&]() -> awaitable<void> { co_await target.join(); });
  run(1s);
  waiter.cancel();
  run(2s);
  EXPECT_EQ(waiter.state(), task_state::cancelled);
  EXPECT_FALSE(target.done());
  run();
  EXPECT_EQ(target.state(), task_state::succeeded);
}

TEST_F(task_set_test, P13_drain_wakes_also_when_the_set_fills_again) {
  task_set tasks(*io);
  holdfast::duration woken{};
  tasks.spawn([&]() -> awaitable<void> { co_await sleep_for(1s); });
  net::co_spawn(
      *io,
      [&]() -> awaitable<void> {
        co_await tasks.drain();
        woken = elapsed();
      },
      [](std::exception_ptr) {});
  auto h = tasks.start(sleep_for(500ms));
  run(1s);
  tasks.spawn(sleep_for(10s));
  run();
  EXPECT_EQ(woken, 1s);
}

TEST_F(task_set_test, P15_a_join_ends_when_the_context_dies) {
  auto other = std::make_unique<net::io_context>();
  task_set tasks(*other, "tasks");
  auto h = tasks.start([]() -> awaitable<void> {
    net::basic_waitable_timer<std::chrono::steady_clock> t(
        co_await net::this_coro::executor, std::chrono::hours(1));
    co_await t.async_wait(net::use_awaitable);
  });
  other->poll();
  bool thrown = false;
  net::co_spawn(
      *io,
      [&]() -> awaitable<void> {
        try {
          co_await h.join();
        } catch (const holdfast::task_abandoned &) {
          thrown = true;
        }
      },
      [](std::exception_ptr) {});
  io->poll();
  testing::internal::CaptureStderr();
  other.reset();
  const std::string text = testing::internal::GetCapturedStderr();
  run();
  EXPECT_TRUE(thrown);
  EXPECT_NE(text.find("1 task(s) of group 'tasks' are abandoned"),
            std::string::npos)
      << text;
}

} // namespace
