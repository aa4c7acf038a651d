// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/with_persistent_task_group.hpp>

#include "support/calls.hpp"

namespace {

using persistent_task_group_test = virtual_time_test;

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
  net::co_spawn(
      *io,
      [&]() -> awaitable<void> {
        co_await group.run_until_shutdown();
        down = true;
      },
      [](std::exception_ptr) {});
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

TEST_F(persistent_task_group_test, F06_groups_and_tasks_have_names) {
  persistent_task_group one(*io), two(*io), given(*io, "sessions");
  task_set set(*io);
  EXPECT_EQ(one.name().rfind("group-", 0), 0u) << one.name();
  EXPECT_NE(one.name(), two.name());
  EXPECT_EQ(set.name().rfind("tasks-", 0), 0u) << set.name();
  EXPECT_EQ(given.name(), "sessions");
  auto named = given.start(spawn_options("reader"), sleep_for(1s));
  auto nameless = given.start(sleep_for(1s));
  EXPECT_EQ(named.name(), "reader");
  EXPECT_EQ(nameless.name(), "");
  EXPECT_NE(named.id(), nameless.id());
  run();
}

TEST_F(persistent_task_group_test, F09_a_long_lived_group_does_not_grow) {
  persistent_task_group group(*io);
  std::size_t at_100 = 0;
  run_main([&]() -> awaitable<void> {
    for (int count = 0; count < 1000; ++count) {
      co_await sleep_for(1s);
      group.spawn(sleep_for(10s));
      if (count == 100)
        at_100 = group.size();
    }
    co_await sleep_for(10100ms);
    EXPECT_EQ(group.size(), 0u);
  });
  EXPECT_EQ(at_100, 9u + 1u); // the tenth has ended in this moment
}

TEST_F(persistent_task_group_test, F13_a_result_and_an_error_can_be_awaited) {
  persistent_task_group group(*io);
  group.on_error(remember());
  auto value = group.start(give_after(1s, 7));
  auto error = group.start(fail_after(2s, "x"));
  run_main([&]() -> awaitable<void> {
    const int got = co_await value.join();
    EXPECT_EQ(got, 7);
    auto join = [&] { return error.join(); };
    const std::string text = co_await what_leaves(join);
    EXPECT_EQ(text, "x");
  });
  EXPECT_EQ(failures, (std::vector<std::string>{"x"})); // as well
}

TEST_F(persistent_task_group_test, F19_as_a_scope) {
  std::vector<std::string> order;
  run_main([&]() -> awaitable<void> {
    auto body = [&](persistent_task_group &group) -> awaitable<int> {
      group.on_error(remember());
      group.spawn(fail_after(200ms, "child"));
      group.spawn([&]() -> awaitable<void> {
        co_await sleep_for(1s);
        order.push_back("sibling");
      });
      co_await sleep_for(500ms);
      order.push_back("body"); // the failure has not touched it
      co_return 5;
    };
    const int value = co_await holdfast::with_persistent_task_group(body);
    EXPECT_EQ(value, 5);
    EXPECT_EQ(elapsed(), 1s);
  });
  EXPECT_EQ(order, (std::vector<std::string>{"body", "sibling"}));
  EXPECT_EQ(failures, (std::vector<std::string>{"child"}));
}

TEST_F(persistent_task_group_test, F19_a_scope_goes_down_with_its_body) {
  int cleaned = 0;
  run_main([&]() -> awaitable<void> {
    auto body = [&](persistent_task_group &group) -> awaitable<void> {
      group.spawn(clean_up_for(500ms, cleaned));
      co_await fail_after(1s, "body");
    };
    auto call = [&] { return holdfast::with_persistent_task_group(body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "body");
    EXPECT_EQ(elapsed(), 1500ms); // the clean-up is waited for
  });
  EXPECT_EQ(cleaned, 1);
}

TEST_F(persistent_task_group_test, F19_a_scope_goes_down_with_its_caller) {
  task_set tasks(*io);
  std::vector<std::string> results;
  auto child = [&](holdfast::duration d, std::string name) -> awaitable<void> {
    co_await sleep_for(d);
    results.push_back(name);
  };
  int cleaned = 0;
  auto parent = tasks.start([&]() -> awaitable<void> {
    auto body = [&](persistent_task_group &group) -> awaitable<void> {
      group.spawn(fail_after(200ms, "never reached"));
      group.spawn(clean_up_for(500ms, cleaned));
      group.spawn(child, 80ms, std::string("before"));
      group.spawn(child, 120ms, std::string("after"));
      co_await sleep_for(500ms);
      results.push_back("body");
    };
    co_await holdfast::with_persistent_task_group(body);
    results.push_back("parent");
  });
  run(100ms);
  parent.cancel();
  run();
  EXPECT_EQ(results, (std::vector<std::string>{"before"}));
  EXPECT_EQ(parent.state(), task_state::cancelled);
  EXPECT_EQ(cleaned, 1);
  EXPECT_EQ(elapsed(), 580ms); // it was cancelled at 80 ms, the last event
}

TEST_F(persistent_task_group_test, a_full_group_refuses) {
  persistent_task_group group(*io, "small");
  group.limit(2);
  int frames = 0;
  auto work = [&](alive_count) -> awaitable<void> { co_await sleep_for(1s); };
  group.spawn(work, alive_count(frames));
  group.spawn(work, alive_count(frames));
  EXPECT_THROW(group.spawn(work, alive_count(frames)), holdfast::group_full);
  EXPECT_FALSE(group.try_spawn(sleep_for(1s)));
  EXPECT_EQ(frames, 2);
  EXPECT_EQ(group.stats().rejected, 2u);
  run();
  EXPECT_TRUE(group.try_spawn(sleep_for(1s)));
  group.limit(100);
  EXPECT_TRUE(group.try_spawn(sleep_for(1s)));
  run();
  EXPECT_EQ(group.stats().peak, 2u);
}

TEST_F(persistent_task_group_test, a_full_group_may_cancel_its_oldest) {
  persistent_task_group group(*io, "small");
  group.limit(2, holdfast::overflow::cancel_oldest);
  std::vector<task_handle<>> handles;
  for (int i = 0; i < 4; ++i) {
    handles.push_back(group.start(sleep_for(1h)));
    io->poll();
    io->restart();
  }
  EXPECT_EQ(group.size(), 2u);
  EXPECT_EQ(handles[0].state(), task_state::cancelled);
  EXPECT_EQ(handles[1].state(), task_state::cancelled);
  EXPECT_FALSE(handles[2].done());
  EXPECT_FALSE(handles[3].done());
  group.cancel_all();
  run();
}

TEST_F(persistent_task_group_test, room_holds_an_accepting_loop_back) {
  persistent_task_group group(*io), loops(*io);
  group.limit(3);
  std::size_t spawned = 0;
  auto loop = loops.start([&]() -> awaitable<void> {
    for (; spawned < 10 && co_await group.room(); ++spawned)
      group.spawn(sleep_for(1s));
  });
  run(500ms);
  EXPECT_EQ(spawned, 3u);
  run(1500ms);
  EXPECT_EQ(spawned, 6u);
  run();
  EXPECT_EQ(spawned, 10u);
  EXPECT_EQ(group.stats().peak, 3u);
  EXPECT_EQ(group.stats().rejected, 0u);
  EXPECT_EQ(loop.state(), task_state::succeeded);
}

TEST_F(persistent_task_group_test, room_goes_to_one_of_those_who_wait) {
  persistent_task_group group(*io), loops(*io);
  group.limit(1);
  loops.on_error(remember());
  for (int i = 0; i < 3; ++i)
    loops.spawn([&]() -> awaitable<void> {
      if (co_await group.room())
        group.spawn(sleep_for(1s));
    });
  run();
  EXPECT_EQ(failures, std::vector<std::string>());
  EXPECT_EQ(group.stats().succeeded, 3u);
  EXPECT_EQ(group.stats().peak, 1u);
  EXPECT_EQ(elapsed(), 3s);
}

TEST_F(persistent_task_group_test, room_ends_when_the_group_is_closed) {
  persistent_task_group group(*io), loops(*io);
  group.limit(1);
  group.spawn(sleep_for(1h));
  auto loop = loops.start([&]() -> awaitable<void> {
    while (co_await group.room())
      group.spawn(sleep_for(1s));
  });
  loops.on_error(remember());
  run(1s);
  EXPECT_FALSE(loop.done());
  group.request_shutdown();
  run();
  EXPECT_EQ(loop.state(), task_state::succeeded);
  EXPECT_EQ(failures, std::vector<std::string>());
}

TEST_F(persistent_task_group_test,
       F08_a_cancelled_child_leaves_siblings_alone) {
  persistent_task_group group(*io);
  group.on_error(remember());
  std::vector<int> done;
  auto child = [&](holdfast::duration d, int n) -> awaitable<void> {
    co_await sleep_for(d);
    done.push_back(n);
  };
  group.spawn(child, 10ms, 1);
  auto victim = group.start(child, 20ms, 2);
  group.spawn(child, 30ms, 3);
  group.spawn([&]() -> awaitable<void> {
    co_await sleep_for(15ms);
    victim.cancel();
    co_await sleep_for(10ms);
    done.push_back(4);
  });
  run();
  EXPECT_EQ(done, (std::vector<int>{1, 4, 3}));
  EXPECT_EQ(victim.state(), task_state::cancelled);
  EXPECT_EQ(failures, std::vector<std::string>()); // it is no failure
}

} // namespace
