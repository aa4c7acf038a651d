// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/persistent_task_group.hpp>

#include "support/harness.hpp"

#include <csignal>

namespace {

using persistent_task_group_test = virtual_time_test;

awaitable<void> fail_after(holdfast::duration d, std::string what) {
  co_await sleep_for(d);
  throw std::runtime_error(what);
}

/// Swallows `times` cancellations, then lets the next one pass.
awaitable<void> stubborn(int times) {
  co_await net::this_coro::throw_if_cancelled(false);
  for (;;) {
    try {
      co_await sleep_for(std::chrono::hours(100));
    } catch (const system_error &) {
      if (times-- == 0)
        throw;
    }
    co_await net::this_coro::reset_cancellation_state(
        net::enable_terminal_cancellation());
  }
}

TEST_F(persistent_task_group_test, F08_a_failing_child_leaves_siblings_alone) {
  persistent_task_group group(*io);
  group.on_error(remember());
  std::vector<int> done;
  auto child = [&](holdfast::duration d, int n) -> awaitable<void> {
    co_await sleep_for(d);
    done.push_back(n);
  };
  group.spawn(fail_after(10ms, "one"));
  group.spawn(fail_after(15ms, "two"));
  group.spawn(child, 20ms, 4);
  group.spawn(child, 25ms, 5);
  group.spawn(child, 5ms, 1);
  group.spawn(child, 12ms, 3);
  run();
  EXPECT_EQ(done, (std::vector<int>{1, 3, 4, 5}));
  EXPECT_EQ(failures, (std::vector<std::string>{"one", "two"}));
}

TEST_F(persistent_task_group_test, F09_goes_on_when_it_is_empty) {
  persistent_task_group group(*io);
  bool down = false;
  net::co_spawn(*io, [&]() -> awaitable<void> {
    co_await group.run_until_shutdown();
    down = true;
  }, [](std::exception_ptr) {});
  group.spawn(sleep_for(1s));
  run();
  EXPECT_FALSE(down);
  EXPECT_TRUE(group.try_spawn(sleep_for(1s)));
  run();
  EXPECT_EQ(group.stats().succeeded, 2u);
  group.request_shutdown();
  run();
  EXPECT_TRUE(down);
}

TEST_F(persistent_task_group_test, F09_an_idle_group_does_not_keep_run_busy) {
  persistent_task_group group(*io);
  group.spawn(sleep_for(1s));
  run();
  EXPECT_TRUE(io->stopped());
}

TEST_F(persistent_task_group_test, F10_the_handler_hears_at_once) {
  persistent_task_group group(*io, "http");
  holdfast::duration heard{};
  std::size_t counted = 0;
  std::string group_name, task_name;
  group.on_error([&](const task_failure &f) {
    heard = elapsed();
    counted = group.size(); // still counted until the handler returns
    group_name = f.group;
    task_name = f.name;
  });
  group.spawn(spawn_options("parser"), fail_after(1s, "bad request"));
  group.spawn(sleep_for(10s));
  run();
  EXPECT_EQ(heard, 1s);
  EXPECT_EQ(counted, 2u);
  EXPECT_EQ(group_name, "http");
  EXPECT_EQ(task_name, "parser");
}

TEST_F(persistent_task_group_test, F10_shutdown_waits_for_a_handler_coroutine) {
  persistent_task_group group(*io);
  bool told = false;
  group.on_error([&](const task_failure &f) -> awaitable<void> {
    co_await sleep_for(2s);
    EXPECT_EQ(f.what(), "late"); // kept for as long as the handler runs
    told = true;
  });
  group.spawn(fail_after(1s, "late"));
  run_main([&]() -> awaitable<void> {
    co_await sleep_for(1500ms);
    EXPECT_EQ(group.size(), 1u);
    auto report = co_await group.shutdown(shutdown_policy(10s));
    EXPECT_TRUE(told);
    EXPECT_EQ(report.failed, 1u);
    EXPECT_EQ(elapsed(), 3s);
  });
}

TEST_F(persistent_task_group_test, F10_a_handler_that_throws_harms_nobody) {
  persistent_task_group group(*io);
  int calls = 0;
  group.on_error([&](const task_failure &) {
    ++calls;
    throw std::logic_error("broken handler");
  });
  group.spawn(fail_after(1s, "one"));
  group.spawn(sleep_for(2s));
  testing::internal::CaptureStderr();
  run();
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(calls, 1);
  EXPECT_NE(text.find("broken handler"), std::string::npos) << text;
  EXPECT_EQ(group.stats().succeeded, 1u);
  EXPECT_TRUE(group.try_spawn(sleep_for(1s)));
}

TEST_F(persistent_task_group_test, F11_ignoring_is_a_handler_of_its_own) {
  persistent_task_group group(*io);
  group.on_error(holdfast::ignore_failures);
  group.spawn(fail_after(1s, "nobody cares"));
  testing::internal::CaptureStderr();
  run();
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(group.stats().failed, 1u);
}

TEST_F(persistent_task_group_test, F14_a_fatal_error_brings_the_group_down) {
  persistent_task_group group(*io);
  group.on_error(remember());
  group.fatal_if([](const std::exception_ptr &e) {
    return holdfast::describe(e) == "fatal";
  });
  group.spawn(fail_after(1s, "harmless"));
  group.spawn(fail_after(2s, "fatal"));
  auto sibling = group.start(sleep_for(10s));
  run(1500ms);
  EXPECT_FALSE(sibling.done());
  run(2s);
  EXPECT_EQ(sibling.state(), task_state::cancelled);
  EXPECT_FALSE(group.try_spawn(sleep_for(1s)));
  EXPECT_EQ(failures, (std::vector<std::string>{"harmless", "fatal"}));
}

TEST_F(persistent_task_group_test, F15_shutdown_cancels_all_and_is_idempotent) {
  persistent_task_group group(*io);
  int done = 0;
  for (int i = 0; i < 10; ++i)
    group.spawn([&]() -> awaitable<void> {
      co_await sleep_for(1s);
      ++done;
    });
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown();
    EXPECT_EQ(report.cancelled, 10u);
    EXPECT_EQ(done, 0); // none had started
    auto again = co_await group.shutdown();
    EXPECT_EQ(again.cancelled, 10u); // the same report
  });
  EXPECT_THROW(group.spawn(sleep_for(1s)), holdfast::group_closed);
  EXPECT_EQ(group.stats().rejected, 1u);
}

TEST_F(persistent_task_group_test, F16_cleanup_that_awaits_ends_first) {
  persistent_task_group group(*io);
  int value = 0;
  for (int i = 0; i < 10; ++i)
    group.spawn([&]() -> awaitable<void> {
      std::exception_ptr error;
      try {
        co_await sleep_for(10s);
      } catch (...) {
        error = std::current_exception();
      }
      co_await net::this_coro::throw_if_cancelled(false);
      co_await sleep_for(500ms);
      value += 10;
      std::rethrow_exception(error);
    });
  run_main([&]() -> awaitable<void> {
    co_await sleep_for(100ms);
    auto report = co_await group.shutdown();
    EXPECT_EQ(value, 100);
    EXPECT_EQ(report.cancelled, 10u);
    EXPECT_EQ(elapsed(), 600ms);
  });
}

TEST_F(persistent_task_group_test, F17_grace_then_cancel_then_a_stuck_report) {
  persistent_task_group group(*io);
  group.on_error(remember());
  group.spawn(sleep_for(1s));                      // ends in the grace phase
  group.spawn(fail_after(2s, "in grace"));         // fails in it
  group.spawn(sleep_for(1h));                      // is cancelled
  group.spawn(stubborn(1));                        // needs to be asked twice
  group.spawn(spawn_options("stuck"), stubborn(1000));
  group.spawn([]() -> awaitable<void> {            // swallows and returns
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
    }
  });
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown(shutdown_policy(5s, 3s));
    EXPECT_EQ(report.finished, 1u);
    EXPECT_EQ(report.failed, 1u);
    EXPECT_EQ(report.cancelled, 2u);
    EXPECT_EQ(report.swallowed, 1u);
    EXPECT_EQ(report.stuck.size(), 1u);
    if (report.stuck.size() == 1) {
      EXPECT_EQ(report.stuck[0].name, "stuck");
    }
    EXPECT_FALSE(report.clean());
    EXPECT_EQ(report.took, 8s);
    EXPECT_EQ(elapsed(), 8s);
  });
}

TEST_F(persistent_task_group_test, F17_the_grace_phase_ends_with_the_last_task) {
  persistent_task_group group(*io);
  group.spawn(sleep_for(1s));
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown(shutdown_policy(1h));
    EXPECT_EQ(report.finished, 1u);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(persistent_task_group_test, P06_soft_cancel_reaches_those_who_opted_in) {
  persistent_task_group group(*io);
  group.spawn([]() -> awaitable<void> {
    co_await net::this_coro::reset_cancellation_state(
        net::enable_total_cancellation());
    co_await net::this_coro::throw_if_cancelled(false);
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
    }
    co_await sleep_for(1s); // finishes what it has begun
  });
  group.spawn(sleep_for(3s)); // by default only `terminal` passes
  run_main([&]() -> awaitable<void> {
    shutdown_policy policy(10s);
    policy.soft = net::cancellation_type::total;
    auto report = co_await group.shutdown(policy);
    EXPECT_EQ(report.finished, 2u);
    EXPECT_EQ(elapsed(), 3s);
  });
}

TEST_F(persistent_task_group_test, F18_children_go_down_before_their_parent) {
  persistent_task_group db(*io, "db");
  persistent_task_group http(db, "http");
  persistent_task_group events(http, "events");
  std::vector<std::string> order;
  auto service = [&](std::string name) -> awaitable<void> {
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
    }
    co_await net::this_coro::throw_if_cancelled(false);
    co_await sleep_for(500ms); // less than until it is asked again
    order.push_back(name);
  };
  db.spawn(service, "db");
  http.spawn(service, "http");
  events.spawn(service, "events");
  run_main([&]() -> awaitable<void> {
    co_await sleep_for(1s);
    auto report = co_await db.shutdown();
    EXPECT_EQ(order, (std::vector<std::string>{"events", "http", "db"}));
    EXPECT_EQ(report.children.size(), 1u);
    EXPECT_EQ(report.children.at(0).group, "http");
    EXPECT_EQ(report.children.at(0).children.at(0).group, "events");
  });
}

TEST_F(persistent_task_group_test, F18_a_stuck_child_leaves_time_for_the_rest) {
  persistent_task_group parent(*io, "parent");
  persistent_task_group first(parent, "first");
  persistent_task_group second(parent, "second");
  parent.spawn(sleep_for(1h));
  first.spawn(sleep_for(1h));
  second.spawn(stubborn(1000));
  run_main([&]() -> awaitable<void> {
    auto report = co_await parent.shutdown(shutdown_policy(0s, 8s));
    EXPECT_EQ(elapsed(), 4s); // the stuck child had half of it
    EXPECT_EQ(report.cancelled, 1u);
    EXPECT_EQ(report.children.at(0).group, "second"); // newest first
    EXPECT_EQ(report.children.at(0).stuck.size(), 1u);
    EXPECT_EQ(report.children.at(1).cancelled, 1u);
    EXPECT_FALSE(report.clean());
  });
}

TEST_F(persistent_task_group_test, F18_a_childs_own_policy_is_cut_to_the_limit) {
  persistent_task_group parent(*io, "parent");
  persistent_task_group child(parent, "child");
  child.set_child_policy(shutdown_policy(1s, 1h));
  child.spawn(sleep_for(1h));
  run_main([&]() -> awaitable<void> {
    co_await parent.shutdown(shutdown_policy(5s, 8s));
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(persistent_task_group_test, F19_a_member_that_tasks_refer_to) {
  struct server {
    explicit server(net::io_context &io) : tasks(io, "server") {}
    void on_accept() {
      tasks.spawn([this]() -> awaitable<void> {
        co_await sleep_for(1s);
        ++served;
      });
    }
    awaitable<void> close() { co_await tasks.shutdown(shutdown_policy(1h)); }
    int served = 0;
    persistent_task_group tasks; // last: destroyed first
  };
  server s(*io);
  s.on_accept();
  s.on_accept();
  run_main([&]() -> awaitable<void> { co_await s.close(); });
  EXPECT_EQ(s.served, 2);
}

TEST_F(persistent_task_group_test, several_callers_share_one_shutdown) {
  persistent_task_group group(*io);
  group.spawn(sleep_for(1h));
  int reports = 0;
  for (int i = 0; i < 3; ++i)
    net::co_spawn(*io, [&]() -> awaitable<void> {
      auto report = co_await group.shutdown(shutdown_policy(2s));
      EXPECT_EQ(report.cancelled, 1u);
      EXPECT_EQ(elapsed(), 2s);
      ++reports;
    }, [](std::exception_ptr) {});
  run();
  EXPECT_EQ(reports, 3);
}

TEST_F(persistent_task_group_test, P14_a_member_may_shut_its_own_group_down) {
  persistent_task_group group(*io);
  bool returned = false;
  group.spawn([&]() -> awaitable<void> {
    co_await sleep_for(1s);
    auto report = co_await group.shutdown(shutdown_policy(3s, 2s));
    EXPECT_EQ(report.cancelled, 1u); // the other one; not itself
    EXPECT_TRUE(report.stuck.empty());
    EXPECT_EQ(elapsed(), 4s);
    returned = true;
  });
  group.spawn(sleep_for(1h));
  run();
  EXPECT_TRUE(returned);
}

TEST_F(persistent_task_group_test, P14_a_member_may_do_so_untraced_too) {
  persistent_task_group group(*io);
  group.set_trace(holdfast::trace_level::off);
  bool returned = false;
  group.spawn([&]() -> awaitable<void> {
    co_await sleep_for(1s);
    auto report = co_await group.shutdown(shutdown_policy(0s, 2s));
    EXPECT_EQ(report.cancelled, 1u);
    EXPECT_TRUE(report.stuck.empty());
    EXPECT_EQ(elapsed(), 1s);
    returned = true;
  });
  group.spawn(sleep_for(1h));
  run();
  EXPECT_TRUE(returned);
}

TEST_F(persistent_task_group_test, P14_a_task_of_a_child_may_shut_the_root_down) {
  persistent_task_group root(*io, "root");
  persistent_task_group child(root, "child");
  bool returned = false;
  child.spawn([&]() -> awaitable<void> {
    co_await sleep_for(1s);
    co_await root.shutdown(shutdown_policy(3s, 2s));
    EXPECT_EQ(elapsed(), 1s);
    returned = true;
  });
  run();
  EXPECT_TRUE(returned);
}

TEST_F(persistent_task_group_test, P19_a_signal_begins_the_shutdown) {
  persistent_task_group group(*io);
  group.spawn(sleep_for(1h));
  group.shutdown_on({SIGUSR1}, shutdown_policy(0s, 1s));
  io->poll();
  EXPECT_FALSE(io->stopped()); // the wait for the signal is work
  ::raise(SIGUSR1);
  io->restart();
  io->run_one_for(5s);
  run();
  EXPECT_EQ(group.stats().cancelled, 1u);
  EXPECT_TRUE(io->stopped()); // and is over when the group is down
}

TEST_F(persistent_task_group_test, on_close_runs_before_anything_is_cancelled) {
  persistent_task_group group(*io);
  std::vector<std::string> order;
  group.on_close([&] { order.push_back("closed"); });
  group.spawn([&]() -> awaitable<void> {
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
      order.push_back("cancelled");
    }
  });
  io->poll();
  group.request_shutdown();
  run();
  EXPECT_EQ(order, (std::vector<std::string>{"closed", "cancelled"}));
}

TEST_F(persistent_task_group_test, P11_destroyed_with_live_tasks_it_says_so) {
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

TEST_F(persistent_task_group_test, P11_the_context_may_die_before_the_group) {
  auto other = std::make_unique<net::io_context>();
  int frames = 0;
  persistent_task_group group(*other);
  group.spawn([alive = alive_count(frames)]() -> awaitable<void> {
    net::basic_waitable_timer<std::chrono::steady_clock> t(
        co_await net::this_coro::executor, std::chrono::hours(1));
    co_await t.async_wait(net::use_awaitable);
  });
  net::co_spawn(*other, [&]() -> awaitable<void> {
    co_await group.run_until_shutdown();
  }, [](std::exception_ptr) {});
  other->poll();
  testing::internal::CaptureStderr();
  other.reset();
  EXPECT_NE(testing::internal::GetCapturedStderr().find("1 task(s)"),
            std::string::npos);
  EXPECT_EQ(frames, 0);
  EXPECT_EQ(group.stats().abandoned, 1u);
  group.request_shutdown();       // nothing to do, nothing to crash on
  group.spawn(sleep_for(1s));     // dropped without a word
  EXPECT_EQ(group.stats().rejected, 1u);
}

TEST_F(persistent_task_group_test, P11_frames_that_die_may_spawn_and_cancel) {
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

} // namespace
