// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/registry.hpp>

#include <holdfast/checkpoint.hpp>
#include <holdfast/with_task_group.hpp>

#include "support/harness.hpp"

#include <algorithm>
#include <map>

namespace {

class registry_test : public virtual_time_test {
protected:
  registry_test() {
    holdfast::ended_tasks().set_capacity(
        holdfast::ended_task_log::default_capacity);
  }
  static holdfast::group_info group_named(const std::string &name) {
    for (auto &group : holdfast::all_groups())
      if (group.name == name)
        return group;
    return {};
  }
};

TEST_F(registry_test, F20_lists_groups_as_long_as_they_live) {
  EXPECT_TRUE(holdfast::all_groups().empty());
  {
    persistent_task_group parent(*io, "parent");
    persistent_task_group child(parent, "child");
    task_set tasks(*io, "tasks");
    tasks.spawn(sleep_for(1s));
    EXPECT_EQ(holdfast::all_groups().size(), 3u);
    EXPECT_EQ(group_named("child").parent, group_named("parent").id);
    EXPECT_EQ(group_named("tasks").stats.active, 1u);
    run();
  }
  EXPECT_TRUE(holdfast::all_groups().empty());
}

TEST_F(registry_test, F30_statistics_of_a_group) {
  persistent_task_group group(*io, "g");
  group.on_error(holdfast::ignore_failures);
  group.spawn(sleep_for(1s));
  group.spawn([]() -> awaitable<void> {
    throw std::runtime_error("x");
    co_return;
  });
  auto h = group.start(sleep_for(1h));
  io->poll();
  h.cancel();
  run();
  const auto stats = group_named("g").stats;
  EXPECT_EQ(stats.spawned, 3u);
  EXPECT_EQ(stats.peak, 3u);
  EXPECT_EQ(stats.active, 0u);
  EXPECT_EQ(stats.succeeded, 1u);
  EXPECT_EQ(stats.failed, 1u);
  EXPECT_EQ(stats.cancelled, 1u);
}

TEST_F(registry_test, lists_tasks_with_their_site_and_name) {
  task_set tasks(*io, "tasks");
  tasks.spawn(spawn_options("one"), sleep_for(1s));
  tasks.spawn(sleep_for(1s));
  const unsigned line = __LINE__ - 1;
  io->poll();
  const auto list = holdfast::live_tasks(group_named("tasks").id);
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].name, "one");
  EXPECT_EQ(list[0].state, task_state::running);
  EXPECT_EQ(list[1].site.line(), line);
  run();
}

TEST_F(registry_test, F07_the_current_task_follows_every_resumption) {
  task_set tasks(*io);
  holdfast::task_id inner_at_start = 0, inner_later = 0, foreign = 1;
  auto h = tasks.start([&]() -> awaitable<void> {
    inner_at_start = holdfast::current_task();
    co_await sleep_for(1s);
    inner_later = holdfast::current_task();
    net::post(*io, [&] { foreign = holdfast::current_task(); });
    co_await sleep_for(1s);
  });
  run();
  EXPECT_EQ(inner_at_start, h.id());
  EXPECT_EQ(inner_later, h.id());
  EXPECT_EQ(foreign, 0u);
  EXPECT_EQ(holdfast::current_task(), 0u);
}

TEST_F(registry_test, F07_nested_groups_and_back) {
  task_set tasks(*io, "outer");
  std::vector<std::string> seen;
  auto note = [&] {
    for (auto &group : holdfast::all_groups())
      if (group.id == holdfast::current_group())
        seen.push_back(group.name);
  };
  tasks.spawn([&]() -> awaitable<void> {
    note();
    auto body = [&](holdfast::task_group &group) -> awaitable<void> {
      for (int i = 0; i < 3; ++i)
        group.spawn([&]() -> awaitable<void> {
          co_await sleep_for(1s);
          note();
        });
      co_return;
    };
    co_await holdfast::with_task_group(body, "inner");
    note();
  });
  run();
  EXPECT_EQ(seen, (std::vector<std::string>{"outer", "inner", "inner", "inner",
                                            "outer"}));
}

TEST_F(registry_test, the_creation_chain_names_every_ancestor) {
  task_set tasks(*io);
  holdfast::task_id leaf = 0;
  tasks.spawn(spawn_options("root"), [&]() -> awaitable<void> {
    tasks.spawn(spawn_options("middle"), [&]() -> awaitable<void> {
      auto h = tasks.start(spawn_options("leaf"), sleep_for(5s));
      leaf = h.id();
      co_return; // the chain outlives it
    });
    co_await sleep_for(1s);
  });
  run(2s);
  auto chain = holdfast::creation_chain(leaf);
  ASSERT_EQ(chain.size(), 3u);
  EXPECT_EQ(chain[0].name, "leaf");
  EXPECT_EQ(chain[1].name, "middle");
  EXPECT_EQ(chain[2].name, "root");
  run();
  chain = holdfast::creation_chain(leaf); // from the log
  ASSERT_EQ(chain.size(), 3u);
  EXPECT_EQ(chain[2].name, "root");
}

TEST_F(registry_test, a_task_that_spawns_its_successor_keeps_no_ancestry) {
  task_set tasks(*io);
  std::size_t longest = 0;
  std::function<awaitable<void>(int)> again = [&](int n) -> awaitable<void> {
    co_await sleep_for(1s);
    longest = std::max(
        longest, holdfast::creation_chain(holdfast::current_task()).size());
    if (n > 0)
      tasks.spawn(again, n - 1);
  };
  tasks.spawn(again, 40);
  run();
  EXPECT_LE(longest, 17u);
  EXPECT_GE(longest, 15u);
}

TEST_F(registry_test, the_cancellation_chain_leads_to_the_root_cause) {
  task_set tasks(*io);
  auto victim = tasks.start(spawn_options("victim"), sleep_for(1h));
  auto middle = tasks.start(spawn_options("middle"), [&]() -> awaitable<void> {
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
      victim.cancel("middle is going");
      throw;
    }
  });
  run(1s);
  middle.cancel("operator");
  const auto cancelled_at = __LINE__ - 1;
  run(2s);
  const auto chain = holdfast::cancellation_chain(victim.id());
  ASSERT_EQ(chain.size(), 2u);
  EXPECT_EQ(chain[0].id, middle.id());
  EXPECT_EQ(chain[0].reason, "middle is going");
  EXPECT_EQ(chain[1].id, 0u);
  EXPECT_EQ(chain[1].reason, "operator");
  EXPECT_EQ(chain[1].site.line(), static_cast<unsigned>(cancelled_at));
}

TEST_F(registry_test, P20_the_log_is_bounded_and_keeps_what_was_preserved) {
  holdfast::ended_tasks().set_capacity(3);
  task_set tasks(*io);
  tasks.on_error(holdfast::ignore_failures);
  auto options = spawn_options("kept");
  tasks.spawn(options.preserve_record(), []() -> awaitable<void> {
    throw std::runtime_error("kept text");
    co_return;
  });
  for (int i = 0; i < 5; ++i)
    tasks.spawn(spawn_options(std::to_string(i)), sleep_for((i + 1) * 1s));
  run();
  const auto list = holdfast::ended_tasks().list();
  ASSERT_EQ(list.size(), 4u);
  EXPECT_EQ(list[0].name, "4"); // newest first
  EXPECT_EQ(list[2].name, "2");
  EXPECT_EQ(list[3].name, "kept");
  EXPECT_EQ(list[3].error, "kept text");
  EXPECT_EQ(list[3].state, task_state::failed);
}

TEST_F(registry_test, P20_the_log_keeps_no_object_alive) {
  task_set tasks(*io);
  tasks.on_error(holdfast::ignore_failures);
  struct error_with : std::runtime_error {
    explicit error_with(std::shared_ptr<int> p)
        : std::runtime_error("x"), p(std::move(p)) {}
    std::shared_ptr<int> p;
  };
  auto token = std::make_shared<int>(1);
  tasks.spawn([token]() -> awaitable<void> {
    throw error_with(token);
    co_return;
  });
  run();
  EXPECT_EQ(token.use_count(), 1);
}

TEST_F(registry_test, F33_who_waits_for_whom) {
  task_set tasks(*io, "graph");
  auto child = tasks.start(sleep_for(5s));
  auto parent =
      tasks.start([&]() -> awaitable<void> { co_await child.join(); });
  run(1s);
  auto edge = [&] {
    for (const auto &task : holdfast::live_tasks(group_named("graph").id))
      if (task.id == parent.id())
        return task.waiting_on;
    return holdfast::task_id(0);
  };
  EXPECT_EQ(edge(), child.id());
  run();
  EXPECT_TRUE(parent.done());
}

TEST_F(registry_test, off_records_nothing_but_the_basics) {
  task_set tasks(*io, "quiet");
  tasks.set_trace(holdfast::trace_level::off);
  holdfast::task_id inside = 1;
  tasks.spawn([&]() -> awaitable<void> {
    inside = holdfast::current_task();
    co_await sleep_for(1s);
  });
  io->poll();
  EXPECT_EQ(holdfast::live_tasks(group_named("quiet").id).size(), 1u);
  run();
  EXPECT_EQ(inside, 0u);
  EXPECT_TRUE(holdfast::ended_tasks().list().empty());
}

TEST_F(registry_test, full_counts_resumptions_and_busy_time) {
  task_set tasks(*io, "busy");
  tasks.set_trace(holdfast::trace_level::full);
  tasks.spawn([]() -> awaitable<void> {
    for (int i = 0; i < 3; ++i)
      co_await sleep_for(1s);
    co_await sleep_for(1h);
  });
  run(10s);
  const auto list = holdfast::live_tasks(group_named("busy").id);
  ASSERT_EQ(list.size(), 1u);
  EXPECT_GE(list[0].resumptions, 4u);
  EXPECT_GT(list[0].busy.count(), 0);
  run();
}

TEST_F(registry_test, a_task_can_be_cancelled_by_its_id) {
  task_set tasks(*io);
  auto h = tasks.start(sleep_for(1h));
  io->poll();
  EXPECT_TRUE(holdfast::cancel_task(h.id(), "from the console"));
  run();
  EXPECT_EQ(h.state(), task_state::cancelled);
  EXPECT_FALSE(holdfast::cancel_task(h.id(), "again"));
  EXPECT_FALSE(holdfast::cancel_task(1u << 30, "nobody"));
}

TEST_F(registry_test, F07_three_outer_and_thirty_inner) {
  task_set tasks(*io, "outer");
  std::map<std::string, int> seen;
  auto note = [&] {
    for (auto &group : holdfast::all_groups())
      if (group.id == holdfast::current_group())
        ++seen[group.name];
  };
  auto inner = [&]() -> awaitable<void> {
    co_await sleep_for(1s);
    note();
  };
  for (int i = 0; i < 3; ++i)
    tasks.spawn([&]() -> awaitable<void> {
      auto body = [&](holdfast::task_group &group) -> awaitable<void> {
        for (int i = 0; i < 10; ++i)
          group.spawn(inner);
        co_return;
      };
      co_await holdfast::with_task_group(body, "inner");
      note(); // the group of the task, not the one that it has used
    });
  run();
  EXPECT_EQ(seen, (std::map<std::string, int>{{"inner", 30}, {"outer", 3}}));
}

TEST_F(registry_test, F20_four_groups_and_their_tasks) {
  {
    std::vector<std::unique_ptr<persistent_task_group>> groups;
    for (int i = 0; i < 4; ++i) {
      groups.push_back(std::make_unique<persistent_task_group>(*io));
      for (int n = 0; n <= i; ++n)
        groups.back()->spawn(sleep_for(1s));
    }
    const auto all = holdfast::all_groups();
    ASSERT_EQ(all.size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(holdfast::live_tasks(all[i].id).size(), i + 1);
      EXPECT_NE(all[i].site.line(), 0u);
    }
    EXPECT_EQ(holdfast::live_tasks().size(), 10u);
    run();
  }
  EXPECT_TRUE(holdfast::all_groups().empty());
}

TEST_F(registry_test, F28_what_piles_up_is_seen_by_its_site) {
  task_set tasks(*io, "piles");
  const auto id = group_named("piles").id;
  unsigned line = 0;
  for (int i = 0; i < 5; ++i) {
    tasks.spawn(spawn_options("tick"), sleep_for(1h));
    line = __LINE__ - 1;
    run(elapsed());
    virtual_time::clock::current() += 1s;
  }
  tasks.spawn(sleep_for(1h));
  const auto sites = holdfast::tasks_by_site(id);
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_EQ(sites[0].count, 5u);
  EXPECT_EQ(sites[0].site.line(), line);
  EXPECT_EQ(sites[0].name, "tick");
  EXPECT_EQ(sites[0].oldest.time_since_epoch(), 0s);
  EXPECT_EQ(sites[1].count, 1u);
  EXPECT_EQ(sites[1].oldest.time_since_epoch(), 5s);
  tasks.cancel_all();
  run();
}

TEST_F(registry_test, F30_how_long_tasks_lived) {
  task_set tasks(*io, "g");
  for (const holdfast::duration d : std::initializer_list<holdfast::duration>{
           500us, 1ms, 9ms, 50ms, 500ms, 5s, 30s, 5min, 1h, 2h})
    tasks.spawn(sleep_for(d));
  run();
  const auto lifetimes = tasks.stats().lifetimes;
  const decltype(lifetimes) expected{1, 2, 1, 1, 1, 1, 1, 2};
  EXPECT_EQ(lifetimes, expected);
}

TEST_F(registry_test, F33_who_waits_for_a_group) {
  task_set tasks(*io, "graph");
  persistent_task_group group(*io, "waited for");
  group.spawn(sleep_for(5s));
  auto drains =
      tasks.start([&]() -> awaitable<void> { co_await group.join(); });
  auto scoped = tasks.start([&]() -> awaitable<void> {
    auto body = [](holdfast::task_group &) { return sleep_for(5s); };
    co_await holdfast::with_task_group(body, "scope");
  });
  run(1s);
  auto edge = [&](holdfast::task_id id) {
    for (const auto &task : holdfast::live_tasks(group_named("graph").id))
      if (task.id == id)
        return task.waiting_on_group;
    return holdfast::group_id(0);
  };
  EXPECT_EQ(edge(drains.id()), group_named("waited for").id);
  EXPECT_EQ(edge(scoped.id()), group_named("scope").id);
  run();
  EXPECT_TRUE(drains.done());
  EXPECT_TRUE(scoped.done());
}

TEST_F(registry_test, a_checkpoint_says_where_a_task_has_got_to) {
  task_set tasks(*io, "steps");
  unsigned line = 0;
  holdfast::checkpoint("outside of every task");
  tasks.spawn([&]() -> awaitable<void> {
    holdfast::checkpoint("first");
    co_await sleep_for(1s);
    holdfast::checkpoint("second");
    line = __LINE__ - 1;
    co_await sleep_for(1s);
  });
  auto at = [&] { return holdfast::live_tasks(group_named("steps").id).at(0); };
  run(500ms);
  EXPECT_EQ(at().checkpoint, "first");
  run(1500ms);
  EXPECT_EQ(at().checkpoint, "second");
  EXPECT_EQ(at().checkpoint_site.line(), line);
  run();
}

} // namespace
