// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/as_completed.hpp>
#include <holdfast/cancel_and_wait.hpp>
#include <holdfast/gather.hpp>
#include <holdfast/race.hpp>
#include <holdfast/shielded.hpp>
#include <holdfast/timeout.hpp>
#include <holdfast/with_task.hpp>
#include <holdfast/with_task_group.hpp>

#include "support/harness.hpp"

namespace {

using holdfast::task_group;
using structured_test = virtual_time_test;
using strings = std::vector<std::string>;

awaitable<void> fail_after(holdfast::duration d, std::string what) {
  co_await sleep_for(d);
  throw std::runtime_error(what);
}
awaitable<int> give_after(holdfast::duration d, int value) {
  co_await sleep_for(d);
  co_return value;
}
/// What leaves the awaitable that `call` gives, "" for nothing.
template <class F> awaitable<std::string> what_leaves(F &call) {
  std::string text;
  try {
    co_await call();
  } catch (const std::exception &e) {
    text = e.what();
  }
  co_return text;
}

TEST_F(structured_test, F02_the_background_task_is_awaited_on_a_normal_exit) {
  run_main([&]() -> awaitable<void> {
    bool ended = false;
    auto background = [&]() -> awaitable<void> {
      co_await sleep_for(3s);
      ended = true;
    };
    auto body = [&]() -> awaitable<int> { return give_after(1s, 5); };
    const int value = co_await holdfast::with_task(background, body);
    EXPECT_EQ(value, 5);
    EXPECT_TRUE(ended);
    EXPECT_EQ(elapsed(), 3s);
  });
}

TEST_F(structured_test, F02_the_body_s_exception_wins_and_none_is_lost) {
  holdfast::background(*io).on_error(remember());
  run_main([&]() -> awaitable<void> {
    auto background = [&] { return fail_after(2s, "background"); };
    auto body = [&] { return fail_after(1s, "body"); };
    auto call = [&] { return holdfast::with_task(background, body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "body");
    EXPECT_EQ(elapsed(), 2s);
    EXPECT_EQ(failures, strings{"background"});
  });
}

TEST_F(structured_test, F02_an_exception_of_the_background_task_is_thrown) {
  run_main([&]() -> awaitable<void> {
    auto background = [&] { return fail_after(1s, "background"); };
    auto body = [&] { return sleep_for(2s); };
    auto call = [&] { return holdfast::with_task(background, body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "background");
    EXPECT_EQ(elapsed(), 2s); // it does not end the body
  });
}

TEST_F(structured_test, F02_the_background_task_can_be_cancelled_at_the_end) {
  run_main([&]() -> awaitable<void> {
    auto background = [&] { return sleep_for(1h); };
    auto body = [&] { return sleep_for(2s); };
    co_await holdfast::with_task(background, body,
                                 holdfast::after_body::cancel);
    EXPECT_EQ(elapsed(), 2s);
  });
}

TEST_F(structured_test, F04_waits_for_all_children) {
  run_main([&]() -> awaitable<void> {
    int done = 0;
    auto body = [&](task_group &group) -> awaitable<int> {
      for (auto d : {1s, 2s, 3s})
        group.spawn([&done, d]() -> awaitable<void> {
          co_await sleep_for(d);
          ++done;
        });
      co_return 42;
    };
    const int value = co_await holdfast::with_task_group(body);
    EXPECT_EQ(value, 42);
    EXPECT_EQ(done, 3);
    EXPECT_EQ(elapsed(), 3s);
  });
}

TEST_F(structured_test, F04_the_first_failure_cancels_siblings_and_body) {
  run_main([&]() -> awaitable<void> {
    bool body_cancelled = false, sibling_done = false;
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(fail_after(1s, "first"));
      group.spawn([&]() -> awaitable<void> {
        co_await sleep_for(5s);
        sibling_done = true;
      });
      try {
        co_await sleep_for(10s);
      } catch (const system_error &) {
        body_cancelled = true;
        throw;
      }
    };
    auto call = [&] { return holdfast::with_task_group(body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "first");
    EXPECT_TRUE(body_cancelled);
    EXPECT_FALSE(sibling_done);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(structured_test, F04_several_failures_come_together) {
  run_main([&]() -> awaitable<void> {
    auto fails_in_cleanup = [](std::string what) -> awaitable<void> {
      try {
        co_await sleep_for(5s);
      } catch (const system_error &) {
      }
      throw std::runtime_error(what);
    };
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(fails_in_cleanup, std::string("second"));
      group.spawn(fail_after(1s, "first"));
      co_await sleep_for(10s);
    };
    std::size_t errors = 0;
    std::string text;
    try {
      co_await holdfast::with_task_group(body);
    } catch (const holdfast::aggregate_error &e) {
      errors = e.errors().size();
      text = e.what();
    }
    EXPECT_EQ(errors, 2u);
    EXPECT_EQ(text, "2 tasks failed; first; second");
  });
}

TEST_F(structured_test, F04_a_child_that_is_cancelled_is_no_failure) {
  run_main([&]() -> awaitable<void> {
    int done = 0;
    auto body = [&](task_group &group) -> awaitable<void> {
      auto victim = group.start(sleep_for(1h));
      group.spawn([&]() -> awaitable<void> {
        co_await sleep_for(2s);
        ++done;
      });
      co_await sleep_for(1s);
      victim.cancel();
    };
    co_await holdfast::with_task_group(body);
    EXPECT_EQ(done, 1);
    EXPECT_EQ(elapsed(), 2s);
  });
}

TEST_F(structured_test, F04_the_body_s_failure_cancels_the_children) {
  run_main([&]() -> awaitable<void> {
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(sleep_for(1h));
      co_await sleep_for(1s);
      throw std::runtime_error("body");
    };
    auto call = [&] { return holdfast::with_task_group(body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "body");
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(structured_test, F04_spawn_after_the_failure_throws) {
  run_main([&]() -> awaitable<void> {
    bool thrown = false;
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(fail_after(1s, "first"));
      try {
        co_await sleep_for(1h);
      } catch (const system_error &) {
        try {
          group.spawn(sleep_for(1s));
        } catch (const holdfast::group_closed &) {
          thrown = true;
        }
      }
    };
    auto call = [&] { return holdfast::with_task_group(body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "first");
    EXPECT_TRUE(thrown);
  });
}

TEST_F(structured_test, F04_cancelling_the_caller_cancels_and_awaits_all) {
  task_set tasks(*io);
  int cleaned = 0;
  auto h = tasks.start([&]() -> awaitable<void> {
    auto child = [&]() -> awaitable<void> {
      std::exception_ptr error;
      try {
        co_await sleep_for(1h);
      } catch (...) {
        error = std::current_exception();
      }
      co_await net::this_coro::throw_if_cancelled(false);
      co_await sleep_for(500ms);
      ++cleaned;
      std::rethrow_exception(error);
    };
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(child);
      co_await child();
    };
    co_await holdfast::with_task_group(body);
  });
  run(1s);
  h.cancel();
  run();
  EXPECT_EQ(cleaned, 2);
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(structured_test, F04_errors_win_over_the_caller_s_cancellation) {
  task_set tasks(*io);
  tasks.on_error(remember());
  auto h = tasks.start([&]() -> awaitable<void> {
    auto body = [&](task_group &) -> awaitable<void> {
      try {
        co_await sleep_for(1h);
      } catch (const system_error &) {
      }
      throw std::runtime_error("cleanup failed");
    };
    co_await holdfast::with_task_group(body);
  });
  run(1s);
  h.cancel();
  run();
  EXPECT_EQ(failures, strings{"cleanup failed"});
}

TEST_F(structured_test, F05_cancel_ends_the_group_without_an_exception) {
  run_main([&]() -> awaitable<void> {
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(sleep_for(1h));
      group.spawn([&]() -> awaitable<void> {
        co_await sleep_for(1s);
        group.cancel();
        group.cancel();
      });
      co_await sleep_for(1h);
    };
    co_await holdfast::with_task_group(body);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(structured_test, F21_a_shielded_task_survives_its_caller) {
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

TEST_F(structured_test, F21_and_ends_with_its_group) {
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

TEST_F(structured_test, F22_a_shield_puts_the_cancellation_off) {
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

TEST_F(structured_test, F22_a_timeout_works_inside_a_shield) {
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

TEST_F(structured_test, F22_timeout_gives_the_result_of_work_in_time) {
  run_main([&]() -> awaitable<void> {
    auto work = [] { return give_after(1s, 3); };
    const int value = co_await holdfast::timeout(2s, work);
    EXPECT_EQ(value, 3);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(structured_test, F24_move_on_after_swallows_the_limit) {
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

TEST_F(structured_test, F25_cancel_and_wait_absorbs_the_target_s_cancellation) {
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

TEST_F(structured_test, F25_a_swallowed_cancellation_is_an_error) {
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

TEST_F(structured_test, F25_the_caller_s_own_cancellation_is_thrown) {
  task_set tasks(*io);
  auto target = tasks.start([]() -> awaitable<void> {
    try {
      co_await sleep_for(1h);
    } catch (const system_error &) {
    }
    co_await net::this_coro::throw_if_cancelled(false);
    co_await sleep_for(10s);
  });
  auto caller = tasks.start([&]() -> awaitable<void> {
    co_await holdfast::cancel_and_wait(target);
  });
  run(1s);
  caller.cancel();
  run(2s);
  EXPECT_EQ(caller.state(), task_state::cancelled);
  EXPECT_FALSE(target.done());
  run();
}

TEST_F(structured_test, F25_many_tasks_at_once) {
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

TEST_F(structured_test, F26_gather_keeps_the_order) {
  run_main([&]() -> awaitable<void> {
    auto slow = [] { return give_after(2s, 1); };
    auto quick = []() -> awaitable<std::string> {
      co_await sleep_for(1s);
      co_return "two";
    };
    auto none = [] { return sleep_for(1s); };
    auto [one, two, nothing] = co_await holdfast::gather(slow, quick, none);
    (void)nothing;
    EXPECT_EQ(one, 1);
    EXPECT_EQ(two, "two");
    EXPECT_EQ(elapsed(), 2s);
  });
}

TEST_F(structured_test, F26_gather_of_many_and_of_none) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    for (int i = 0; i < 5; ++i)
      calls.push_back([i] { return give_after((5 - i) * 1s, i); });
    const auto values = co_await holdfast::gather(calls);
    EXPECT_EQ(values, (std::vector<int>{0, 1, 2, 3, 4}));
    calls.clear();
    const auto none = co_await holdfast::gather(calls);
    EXPECT_TRUE(none.empty());
  });
}

TEST_F(structured_test, F26_gather_outcomes_goes_on_after_a_failure) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    calls.push_back([] { return give_after(3s, 1); });
    calls.push_back([]() -> awaitable<int> {
      co_await sleep_for(1s);
      throw std::runtime_error("bad");
    });
    auto outcomes = co_await holdfast::gather_outcomes(calls);
    EXPECT_EQ(outcomes.at(0).value(), 1);
    EXPECT_EQ(holdfast::describe(outcomes.at(1).error()), "bad");
  });
}

TEST_F(structured_test, F26_race_gives_the_first_and_cancels_the_rest) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    for (int i = 1; i <= 3; ++i)
      calls.push_back([i] { return give_after(i * 1s, i); });
    const int first = co_await holdfast::race(calls);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(structured_test, F26_race_with_failures) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    auto bad = [](holdfast::duration d) -> awaitable<int> {
      co_await sleep_for(d);
      throw std::runtime_error("bad");
    };
    calls.push_back([&] { return bad(1s); });
    calls.push_back([] { return give_after(2s, 2); });
    auto any_end = [&] { return holdfast::race(calls); };
    const std::string text = co_await what_leaves(any_end);
    EXPECT_EQ(text, "bad");
    const int value = co_await holdfast::race(
        calls, holdfast::race_errors::first_success);
    EXPECT_EQ(value, 2);
    calls.back() = [&] { return bad(2s); };
    auto all_fail = [&] {
      return holdfast::race(calls, holdfast::race_errors::first_success);
    };
    const std::string all = co_await what_leaves(all_fail);
    EXPECT_EQ(all, "2 tasks failed; bad; bad");
    calls.clear();
    auto empty = [&] { return holdfast::race(calls); };
    const std::string none = co_await what_leaves(empty);
    EXPECT_EQ(none, "race() needs at least one call");
  });
}

TEST_F(structured_test, F26_as_completed_gives_them_in_the_order_of_their_end) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    for (int i = 3; i >= 1; --i)
      calls.push_back([i] { return give_after(i * 1s, i); });
    std::vector<int> seen;
    auto consume = [&](holdfast::outcome<int> o) -> awaitable<void> {
      seen.push_back(o.value());
      co_return;
    };
    co_await holdfast::as_completed(calls, consume);
    EXPECT_EQ(seen, (std::vector<int>{1, 2, 3}));
    EXPECT_EQ(elapsed(), 3s);
  });
}

TEST_F(structured_test, F26_a_consumer_that_throws_cancels_the_rest) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    calls.push_back([] { return give_after(1s, 1); });
    calls.push_back([] { return give_after(1h, 2); });
    auto consume = [&](holdfast::outcome<int>) -> awaitable<void> {
      throw std::runtime_error("enough");
      co_return;
    };
    auto call = [&] { return holdfast::as_completed(calls, consume); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "enough");
    EXPECT_EQ(elapsed(), 1s);
  });
}

} // namespace
