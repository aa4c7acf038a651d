// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/checkpoint.hpp>
#include <holdfast/persistent_task_group.hpp>

#include "support/calls.hpp"

#include <csignal>

namespace {

using shutdown_test = virtual_time_test;

TEST_F(shutdown_test, F15_shutdown_cancels_all_and_is_idempotent) {
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

TEST_F(shutdown_test, F16_cleanup_that_awaits_ends_first) {
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

TEST_F(shutdown_test, F17_grace_then_cancel_then_a_stuck_report) {
  persistent_task_group group(*io);
  group.on_error(remember());
  group.spawn(sleep_for(1s));              // ends in the grace phase
  group.spawn(fail_after(2s, "in grace")); // fails in it
  group.spawn(sleep_for(1h));              // is cancelled
  group.spawn(stubborn(1));                // needs to be asked twice
  group.spawn(spawn_options("stuck"), stubborn(1000));
  group.spawn([]() -> awaitable<void> { // swallows and returns
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

TEST_F(shutdown_test, F17_the_grace_phase_ends_with_the_last_task) {
  persistent_task_group group(*io);
  group.spawn(sleep_for(1s));
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown(shutdown_policy(1h));
    EXPECT_EQ(report.finished, 1u);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(shutdown_test, P06_soft_cancel_reaches_those_who_opted_in) {
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

TEST_F(shutdown_test, F18_children_go_down_before_their_parent) {
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

TEST_F(shutdown_test, F18_a_stuck_child_leaves_time_for_the_rest) {
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

TEST_F(shutdown_test, F18_a_childs_own_policy_is_cut_to_the_limit) {
  persistent_task_group parent(*io, "parent");
  persistent_task_group child(parent, "child");
  child.set_child_policy(shutdown_policy(1s, 1h));
  child.spawn(sleep_for(1h));
  run_main([&]() -> awaitable<void> {
    co_await parent.shutdown(shutdown_policy(5s, 8s));
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(shutdown_test, several_callers_share_one_shutdown) {
  persistent_task_group group(*io);
  group.spawn(sleep_for(1h));
  int reports = 0;
  for (int i = 0; i < 3; ++i)
    net::co_spawn(
        *io,
        [&]() -> awaitable<void> {
          auto report = co_await group.shutdown(shutdown_policy(2s));
          EXPECT_EQ(report.cancelled, 1u);
          EXPECT_EQ(elapsed(), 2s);
          ++reports;
        },
        [](std::exception_ptr) {});
  run();
  EXPECT_EQ(reports, 3);
}

TEST_F(shutdown_test, P14_a_member_may_shut_its_own_group_down) {
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

TEST_F(shutdown_test, P14_a_member_may_do_so_untraced_too) {
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

TEST_F(shutdown_test, P14_a_task_of_a_child_may_shut_the_root_down) {
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

TEST_F(shutdown_test, P19_a_signal_begins_the_shutdown) {
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

TEST_F(shutdown_test, on_close_runs_before_anything_is_cancelled) {
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

TEST_F(shutdown_test, F17_a_stuck_task_is_reported_with_its_checkpoint) {
  persistent_task_group group(*io);
  group.spawn(spawn_options("writer"), []() -> awaitable<void> {
    holdfast::checkpoint("opening");
    holdfast::checkpoint("flushing");
    co_await stubborn(1000);
  });
  io->poll();
  run_main([&]() -> awaitable<void> {
    co_await sleep_for(5s);
    auto report = co_await group.shutdown(shutdown_policy(0s, 2s));
    EXPECT_EQ(elapsed(), 7s);
    EXPECT_EQ(report.stuck.size(), 1u);
    for (const auto &task : report.stuck) {
      EXPECT_EQ(task.name, "writer");
      EXPECT_EQ(task.age, 7s);
      EXPECT_EQ(task.checkpoint, "flushing");
      EXPECT_NE(task.checkpoint_site.line(), 0u);
    }
  });
}

TEST_F(shutdown_test, F17_what_an_on_close_hook_ends_is_no_failure) {
  persistent_task_group group(*io);
  group.on_error(remember());
  auto timer = std::make_shared<holdfast::timer>(
      io->get_executor()); // as an acceptor would
  timer->expires_after(1h);
  auto accepting = group.start(
      [](std::shared_ptr<holdfast::timer> of) -> awaitable<void> {
        co_await of->async_wait(net::use_awaitable);
      },
      timer);
  group.on_close([timer] { timer->cancel(); });
  io->poll();
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown(shutdown_policy(1s, 1s));
    EXPECT_EQ(report.cancelled, 1u);
    EXPECT_EQ(report.failed, 0u);
    EXPECT_EQ(elapsed(), 0s); // the grace phase was not needed
  });
  EXPECT_EQ(accepting.state(), task_state::cancelled);
  EXPECT_EQ(failures, std::vector<std::string>());
}

} // namespace
