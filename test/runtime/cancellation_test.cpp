// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/cancel_and_wait.hpp>
#include <holdfast/shielded.hpp>
#include <holdfast/timeout.hpp>
#include <holdfast/with_persistent_task_group.hpp>
#include <holdfast/with_task_group.hpp>

#include "support/calls.hpp"

#include <algorithm>

namespace {

using cancellation_test = virtual_time_test;

TEST_F(cancellation_test, F21_a_shielded_task_survives_its_caller) {
  persistent_task_group group(*io);
  bool done = false;
  auto work = [&]() -> awaitable<void> {
    co_await sleep_for(5s);
    done = true;
  };
  auto caller = group.start(
      [&]() -> awaitable<void> { co_await holdfast::shielded(group, work); });
  run(1s);
  caller.cancel();
  run(2s);
  EXPECT_EQ(caller.state(), task_state::cancelled);
  EXPECT_FALSE(done);
  run();
  EXPECT_TRUE(done);
}

TEST_F(cancellation_test, F21_and_ends_with_its_group) {
  persistent_task_group group(*io);
  bool done = false;
  auto work = [&]() -> awaitable<void> {
    co_await sleep_for(5s);
    done = true;
  };
  group.spawn(
      [&]() -> awaitable<void> { co_await holdfast::shielded(group, work); });
  run(1s);
  run_main([&]() -> awaitable<void> {
    auto report = co_await group.shutdown();
    EXPECT_EQ(report.cancelled, 2u);
  });
  EXPECT_FALSE(done);
}

TEST_F(cancellation_test, F22_a_shield_puts_the_cancellation_off) {
  task_set tasks(*io);
  bool done = false, went_on = false;
  auto h = tasks.start([&]() -> awaitable<void> {
    auto work = [&]() -> awaitable<void> {
      co_await sleep_for(5s);
      done = true;
    };
    co_await holdfast::shielded(work);
    went_on = true;
  });
  run(1s);
  h.cancel();
  run(2s);
  EXPECT_FALSE(h.done());
  run();
  EXPECT_TRUE(done);
  EXPECT_FALSE(went_on); // thrown at the end of the shield
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(cancellation_test, F22_a_timeout_works_inside_a_shield) {
  run_main([&]() -> awaitable<void> {
    auto work = [&]() -> awaitable<void> {
      return holdfast::timeout(2s, [] { return sleep_for(1h); });
    };
    auto call = [&] { return holdfast::shielded(work); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "the time limit was reached");
    EXPECT_EQ(elapsed(), 2s);
  });
}

TEST_F(cancellation_test, F22_timeout_gives_the_result_of_work_in_time) {
  run_main([&]() -> awaitable<void> {
    auto work = [] { return give_after(1s, 3); };
    const int value = co_await holdfast::timeout(2s, work);
    EXPECT_EQ(value, 3);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(cancellation_test, F24_move_on_after_swallows_the_limit) {
  run_main([&]() -> awaitable<void> {
    auto slow = [] { return sleep_for(1h); };
    auto quick = [] { return give_after(1s, 3); };
    const bool in_time = co_await holdfast::move_on_after(2s, slow);
    EXPECT_FALSE(in_time);
    EXPECT_EQ(elapsed(), 2s);
    const auto value = co_await holdfast::move_on_after(2s, quick);
    EXPECT_EQ(value, 3);
  });
}

TEST_F(cancellation_test,
       F25_cancel_and_wait_absorbs_the_target_s_cancellation) {
  task_set tasks(*io);
  run_main([&]() -> awaitable<void> {
    bool cleaned = false;
    auto h = tasks.start([&]() -> awaitable<void> {
      std::exception_ptr error;
      try {
        co_await sleep_for(1h);
      } catch (...) {
        error = std::current_exception();
      }
      co_await net::this_coro::throw_if_cancelled(false);
      co_await sleep_for(1s);
      cleaned = true;
      std::rethrow_exception(error);
    });
    co_await sleep_for(1s);
    co_await holdfast::cancel_and_wait(h);
    EXPECT_TRUE(cleaned);
    EXPECT_EQ(elapsed(), 2s);
    co_await holdfast::cancel_and_wait(h); // done already: nothing happens
  });
}

TEST_F(cancellation_test, F25_a_swallowed_cancellation_is_an_error) {
  task_set tasks(*io);
  run_main([&]() -> awaitable<void> {
    auto h = tasks.start([&]() -> awaitable<void> {
      try {
        co_await sleep_for(1h);
      } catch (const system_error &) {
      }
    });
    co_await sleep_for(1s);
    bool thrown = false;
    try {
      co_await holdfast::cancel_and_wait(h);
    } catch (const holdfast::cancellation_swallowed &) {
      thrown = true;
    }
    EXPECT_TRUE(thrown);
  });
}

TEST_F(cancellation_test, F25_the_caller_s_own_cancellation_is_thrown) {
  task_set tasks(*io);
  auto target = tasks.start([]() -> awaitable<void> {
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
    }
    co_await net::this_coro::throw_if_cancelled(false);
    co_await sleep_for(10s);
  });
  auto caller = tasks.start(
      [&]() -> awaitable<void> { co_await holdfast::cancel_and_wait(target); });
  run(1s);
  caller.cancel();
  run(2s);
  EXPECT_EQ(caller.state(), task_state::cancelled);
  EXPECT_FALSE(target.done());
  run();
}

TEST_F(cancellation_test, F25_many_tasks_at_once) {
  task_set tasks(*io);
  tasks.on_error(holdfast::ignore_failures);
  run_main([&]() -> awaitable<void> {
    auto fails = [](std::string what) -> awaitable<void> {
      try {
        co_await sleep_for(1h);
      } catch (const system_error &) {
      }
      throw std::runtime_error(what);
    };
    std::vector<task_handle<>> all;
    all.push_back(tasks.start(sleep_for(1h)));
    all.push_back(tasks.start(fails, std::string("a")));
    all.push_back(tasks.start(fails, std::string("b")));
    co_await sleep_for(1s);
    auto call = [&] {
      return holdfast::cancel_and_wait(std::span<task_handle<>>(all));
    };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "2 tasks failed; a; b");
  });
}

TEST_F(cancellation_test, F22_a_deadline_outside_waits_for_the_shield) {
  run_main([&]() -> awaitable<void> {
    std::vector<int> results;
    auto record = [&](holdfast::duration d, int n) -> awaitable<void> {
      co_await sleep_for(d);
      results.push_back(n);
    };
    auto scope = [&](persistent_task_group &group) -> awaitable<void> {
      group.spawn(record, 100ms, 1);
      group.spawn(record, 200ms, 2);
      group.spawn(record, 300ms, 3);
      co_await record(230ms, 4);
      co_await record(30ms, 5);
    };
    auto inside = [&] { return holdfast::with_persistent_task_group(scope); };
    auto shielded = [&] { return holdfast::shielded(inside); };
    auto call = [&] { return holdfast::timeout(250ms, shielded); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "the time limit was reached");
    EXPECT_EQ(results, (std::vector<int>{1, 2, 4, 5, 3}));
    EXPECT_EQ(elapsed(), 300ms);
  });
}

TEST_F(cancellation_test, F22_a_deadline_inside_a_shield_counts) {
  task_set tasks(*io);
  std::vector<int> results;
  int cancelled = 0;
  auto record = [&](holdfast::duration d, int n) -> awaitable<void> {
    try {
      co_await sleep_for(d);
    } catch (const system_error &) {
      ++cancelled;
      throw;
    }
    results.push_back(n);
  };
  auto scope = [&](persistent_task_group &group) -> awaitable<void> {
    group.spawn(record, 100ms, 1);
    group.spawn(record, 200ms, 2);
    group.spawn(record, 300ms, 3);
    co_await record(230ms, 4);
    co_await sleep_for(30ms);
    results.push_back(5);
  };
  auto inside = [&] { return holdfast::with_persistent_task_group(scope); };
  auto limited = [&] { return holdfast::timeout(250ms, inside); };
  auto h = tasks.start(
      [&]() -> awaitable<void> { co_await holdfast::shielded(limited); });
  run(50ms);
  h.cancel();
  tasks.on_error(remember());
  run();
  EXPECT_EQ(results, (std::vector<int>{1, 2, 4}));
  EXPECT_EQ(cancelled, 1);
  EXPECT_EQ(failures, (std::vector<std::string>{"the time limit was reached"}));
}

TEST_F(cancellation_test, F22_shields_nest_and_the_outermost_throws) {
  for (const bool inner_shielded : {true, false}) {
    task_set tasks(*io);
    std::vector<std::string> trace;
    auto innermost = [&]() -> awaitable<void> {
      co_await sleep_for(100ms);
      trace.push_back("inner end");
    };
    auto outer = [&]() -> awaitable<void> {
      co_await sleep_for(100ms);
      if (inner_shielded)
        co_await holdfast::shielded(innermost);
      else
        co_await innermost();
      co_await sleep_for(100ms);
      trace.push_back("outer end");
    };
    auto h = tasks.start([&]() -> awaitable<void> {
      co_await holdfast::shielded(outer);
      trace.push_back("task end");
    });
    run(elapsed() + 150ms);
    h.cancel();
    run();
    EXPECT_EQ(trace, (std::vector<std::string>{"inner end", "outer end"}));
    EXPECT_EQ(h.state(), task_state::cancelled);
  }
}

TEST_F(cancellation_test, F22_an_unshielded_caller_is_cancelled_by_the_shield) {
  task_set tasks(*io);
  std::vector<std::string> trace;
  auto inner = [&]() -> awaitable<void> {
    co_await sleep_for(100ms);
    trace.push_back("inner end");
  };
  auto h = tasks.start([&]() -> awaitable<void> {
    auto scope = [&](persistent_task_group &) -> awaitable<void> {
      co_await holdfast::shielded(inner);
      trace.push_back("scope end");
    };
    co_await holdfast::with_persistent_task_group(scope);
    trace.push_back("task end");
  });
  run(50ms);
  h.cancel();
  run();
  EXPECT_EQ(trace, (std::vector<std::string>{"inner end"}));
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(cancellation_test, F22_before_and_after_a_shield_a_cancel_passes) {
  for (const auto &[at, reached] :
       {std::pair(50ms, 0), std::pair(150ms, 1), std::pair(250ms, 1)}) {
    task_set tasks(*io);
    int ended = 0;
    auto h = tasks.start([&]() -> awaitable<void> {
      co_await sleep_for(100ms);
      auto work = [&]() -> awaitable<void> {
        co_await sleep_for(100ms);
        ++ended;
      };
      co_await holdfast::shielded(work);
      co_await sleep_for(100ms);
      ++ended;
    });
    const auto began = elapsed();
    run(began + at);
    run_main([&]() -> awaitable<void> { // the clock stands at the last event
      co_await sleep_for(began + at - elapsed());
      co_await holdfast::cancel_and_wait(h);
    });
    EXPECT_EQ(ended, reached);
    EXPECT_EQ(h.state(), task_state::cancelled);
  }
}

TEST_F(cancellation_test, F23_abort_reaches_shielded_tasks_and_does_not_wait) {
  persistent_task_group group(*io);
  int cleaned = 0;
  auto work = [&] { return clean_up_for(2s, cleaned); };
  group.spawn(
      [&]() -> awaitable<void> { co_await holdfast::shielded(group, work); });
  run(1s);
  EXPECT_EQ(group.cancel_all("abort"), 2u);
  EXPECT_EQ(cleaned, 0); // it has only been asked
  EXPECT_EQ(group.size(), 2u);
  run();
  EXPECT_EQ(cleaned, 1);
  EXPECT_TRUE(group.try_spawn(sleep_for(1s))); // and it goes on
  run();
}

TEST_F(cancellation_test, F23_closing_a_scope_interrupts_its_body_and_waits) {
  std::vector<std::string> results;
  int cleaned = 0;
  run_main([&]() -> awaitable<void> {
    auto body = [&](persistent_task_group &group) -> awaitable<void> {
      auto close = [&]() -> awaitable<void> {
        co_await sleep_for(100ms);
        auto report = co_await group.shutdown();
        EXPECT_EQ(report.cancelled, 2u);
        results.push_back("closed");
      };
      auto inside = group.start(sleep_for(1h)); // what the body waits for
      group.spawn(clean_up_for(700ms, cleaned));
      holdfast::background(*io).spawn(close);
      co_await inside.join();
      results.push_back("never");
    };
    auto call = [&] { return holdfast::with_persistent_task_group(body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_NE(text, "");
    results.push_back("left");
  });
  EXPECT_EQ(cleaned, 1);
  std::sort(results.begin(), results.end()); // both at the same moment
  EXPECT_EQ(results, (std::vector<std::string>{"closed", "left"}));
  EXPECT_EQ(elapsed(), 800ms);
}

TEST_F(cancellation_test, F25_uncancel_makes_a_swallowed_cancellation_right) {
  task_set tasks(*io);
  std::vector<std::string> trace;
  auto h = tasks.start([&]() -> awaitable<void> {
    EXPECT_FALSE(holdfast::uncancel()); // nobody has asked
    try {
      co_await sleep_for(100ms);
    } catch (const system_error &) {
      trace.push_back("cancelling");
    }
    co_await net::this_coro::reset_cancellation_state();
    co_await sleep_for(100ms);
    EXPECT_TRUE(holdfast::uncancel());
    trace.push_back("swallowed");
  });
  run(50ms);
  run_main([&]() -> awaitable<void> {
    co_await sleep_for(50ms);
    co_await holdfast::cancel_and_wait(h);
  });
  EXPECT_EQ(trace, (std::vector<std::string>{"cancelling", "swallowed"}));
  EXPECT_EQ(h.state(), task_state::succeeded);
  EXPECT_EQ(tasks.stats().swallowed, 0u);
}

TEST_F(cancellation_test, F25_a_canceller_that_is_cancelled_leaves_the_target) {
  task_set tasks(*io);
  int cleaned = 0;
  auto target = tasks.start(clean_up_for(1s, cleaned));
  auto cancels = [](task_handle<> &of) -> awaitable<void> {
    co_await holdfast::cancel_and_wait(of);
  };
  run(50ms);
  auto first = tasks.start(cancels, std::ref(target));
  io->restart();
  io->poll();
  auto second = tasks.start(cancels, std::ref(first));
  run(500ms);
  EXPECT_EQ(first.state(), task_state::cancelled);
  EXPECT_EQ(second.state(), task_state::succeeded);
  EXPECT_FALSE(target.done()); // its clean-up is its own
  run();
  EXPECT_EQ(cleaned, 1);
  EXPECT_EQ(target.state(), task_state::cancelled);
}

TEST_F(cancellation_test, F25_several_cancels_of_a_task_group_are_one) {
  task_set tasks(*io);
  int cleaned = 0;
  auto h = tasks.start([&]() -> awaitable<void> {
    auto body = [&](holdfast::task_group &group) -> awaitable<void> {
      group.spawn(clean_up_for(100ms, cleaned));
      co_await sleep_for(2s);
    };
    co_await holdfast::with_task_group(body);
  });
  run(500ms);
  run_main([&]() -> awaitable<void> {
    auto more = [&]() -> awaitable<void> {
      co_await sleep_for(50ms);
      h.cancel("external 1");
      h.cancel("external 2");
    };
    tasks.spawn(more);
    co_await holdfast::cancel_and_wait(h);
  });
  EXPECT_EQ(cleaned, 1);
  EXPECT_EQ(h.cancel_requests(), 3u);
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(cancellation_test, F25_an_error_in_the_clean_up_of_a_group_is_thrown) {
  task_set tasks(*io);
  tasks.on_error(holdfast::ignore_failures);
  auto fails_in_cleanup = []() -> awaitable<void> {
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
    }
    throw std::runtime_error("in the clean-up");
  };
  auto h = tasks.start([&]() -> awaitable<void> {
    auto body = [&](holdfast::task_group &group) -> awaitable<void> {
      group.spawn(fails_in_cleanup);
      co_await sleep_for(1h);
    };
    co_await holdfast::with_task_group(body);
  });
  run(500ms);
  run_main([&]() -> awaitable<void> {
    auto call = [&] { return holdfast::cancel_and_wait(h); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "in the clean-up");
  });
}

TEST_F(cancellation_test, F22_a_deadline_outside_cancels_an_open_scope) {
  run_main([&]() -> awaitable<void> {
    std::vector<int> results;
    int cancelled = 0;
    auto record = [&](holdfast::duration d, int n) -> awaitable<void> {
      try {
        co_await sleep_for(d);
      } catch (const system_error &) {
        ++cancelled;
        throw;
      }
      results.push_back(n);
    };
    auto body = [&](persistent_task_group &group) -> awaitable<void> {
      group.spawn(record, 100ms, 1);
      group.spawn(record, 200ms, 2);
      group.spawn(record, 300ms, 3);
      co_await record(230ms, 4);
      co_await record(30ms, 5);
    };
    auto scope = [&] { return holdfast::with_persistent_task_group(body); };
    auto call = [&] { return holdfast::timeout(250ms, scope); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "the time limit was reached");
    EXPECT_EQ(results, (std::vector<int>{1, 2, 4}));
    EXPECT_EQ(cancelled, 2); // the third child, and the body
    EXPECT_EQ(elapsed(), 250ms);
  });
}

TEST_F(cancellation_test, F22_six_levels_of_scopes_and_shields) {
  const bool has_shield[] = {false, false, true, false, false, true};
  std::vector<int> left, stored;
  auto store = [&](int n) -> awaitable<void> {
    co_await sleep_for((30 - 2 * n) * 1s);
    stored.push_back(n);
  };
  std::function<awaitable<void>(int)> level = [&](int n) -> awaitable<void> {
    auto body = [&](persistent_task_group &group) -> awaitable<void> {
      group.spawn(store, int(n));
      if (n < 5)
        co_await level(n + 1);
    };
    auto scope = [&] { return holdfast::with_persistent_task_group(body); };
    if (has_shield[n])
      co_await holdfast::shielded(scope);
    else
      co_await scope();
    co_await sleep_for(100ms);
    left.push_back(n);
  };
  task_set tasks(*io);
  auto h = tasks.start(level, 0);
  run(500ms);
  h.cancel();
  run();
  // The outermost shield keeps all below it; its own caller is cancelled.
  EXPECT_EQ(left, (std::vector<int>{5, 4, 3}));
  EXPECT_EQ(stored, (std::vector<int>{5, 4, 3, 2}));
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(cancellation_test, F22_what_the_work_throws_passes_the_shield) {
  run_main([&]() -> awaitable<void> {
    auto aborts = []() -> awaitable<void> {
      co_await sleep_for(1s);
      throw system_error(error_code(net::error::operation_aborted), "itself");
    };
    auto call = [&] { return holdfast::shielded(aborts); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text.rfind("itself", 0), 0u) << text;
    EXPECT_EQ(elapsed(), 1s);
  });
}

} // namespace
