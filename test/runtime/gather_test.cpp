// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/as_completed.hpp>
#include <holdfast/gather.hpp>
#include <holdfast/race.hpp>
#include <holdfast/shielded.hpp>
#include <holdfast/timeout.hpp>
#include <holdfast/with_task.hpp>

#include "support/calls.hpp"
#include "support/native.hpp"

namespace {

using gather_test = virtual_time_test;
using strings = std::vector<std::string>;

TEST_F(gather_test, F26_gather_keeps_the_order) {
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

TEST_F(gather_test, F26_gather_of_many_and_of_none) {
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

TEST_F(gather_test, F26_gather_outcomes_goes_on_after_a_failure) {
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

TEST_F(gather_test, F26_race_gives_the_first_and_cancels_the_rest) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    for (int i = 1; i <= 3; ++i)
      calls.push_back([i] { return give_after(i * 1s, i); });
    const int first = co_await holdfast::race(calls);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(elapsed(), 1s);
  });
}

TEST_F(gather_test, F26_race_with_failures) {
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
    const int value =
        co_await holdfast::race(calls, holdfast::race_errors::first_success);
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

TEST_F(gather_test, F26_as_completed_gives_them_in_the_order_of_their_end) {
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

TEST_F(gather_test, F26_a_consumer_that_throws_cancels_the_rest) {
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

TEST_F(gather_test, F26_race_of_nothing_is_an_error) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> none;
    bool thrown = false;
    try {
      co_await holdfast::race(none);
    } catch (const std::invalid_argument &) {
      thrown = true;
    }
    EXPECT_TRUE(thrown);
  });
}

TEST_F(gather_test, F26_a_deadline_ends_gather_and_as_completed) {
  int consumed = 0;
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    for (int i = 1; i <= 4; ++i)
      calls.push_back([i] { return give_after(i * 1s, i); });
    auto all = [&] { return holdfast::gather(calls); };
    auto gathers = [&]() -> awaitable<void> {
      (void)co_await holdfast::timeout(2500ms, all);
    };
    const std::string text = co_await what_leaves(gathers);
    EXPECT_EQ(text, "the time limit was reached");
    EXPECT_EQ(elapsed(), 2500ms);

    auto consume = [&](holdfast::outcome<int>) -> awaitable<void> {
      ++consumed;
      co_return;
    };
    auto each = [&] { return holdfast::as_completed(calls, consume); };
    const bool in_time = co_await holdfast::move_on_after(2500ms, each);
    EXPECT_FALSE(in_time);
    EXPECT_EQ(consumed, 2);
  });
}

TEST_F(gather_test, F26_as_completed_goes_on_after_a_failure) {
  run_main([&]() -> awaitable<void> {
    std::vector<std::function<awaitable<int>()>> calls;
    calls.push_back([] { return give_after(3s, 3); });
    calls.push_back([]() -> awaitable<int> {
      co_await fail_after(2s, "two");
      co_return 2;
    });
    calls.push_back([]() -> awaitable<int> {
      throw std::runtime_error("at once");
      co_return 1;
    });
    strings seen;
    auto consume = [&](holdfast::outcome<int> o) -> awaitable<void> {
      seen.push_back(o ? std::to_string(o.value())
                       : holdfast::describe(o.error()));
      co_return;
    };
    co_await holdfast::as_completed(calls, consume);
    EXPECT_EQ(seen, (strings{"at once", "two", "3"}));
  });
}

task<int> native_after(holdfast::duration d, int value) {
  co_await nap(d);
  if (value < 0)
    throw std::runtime_error("native");
  co_return value;
}

TEST_F(gather_test, F26_takes_native_tasks) {
  run_main([&]() -> awaitable<void> {
    auto native = [] { return native_after(2s, 2); };
    auto asios = [] { return give_after(1s, 1); };
    auto [two, one] = co_await holdfast::gather(native, asios);
    EXPECT_EQ(two + one, 3);

    std::vector<std::function<task<int>()>> calls;
    for (int i = 3; i >= 1; --i)
      calls.push_back([i] { return native_after(i * 1s, i); });
    const int winner = co_await holdfast::race(calls);
    EXPECT_EQ(winner, 1);
    EXPECT_EQ(elapsed(), 3s);

    calls.push_back([] { return native_after(0s, -1); });
    std::vector<int> seen;
    auto consume = [&](holdfast::outcome<int> o) -> task<void> {
      seen.push_back(o ? o.value() : -1);
      co_return;
    };
    co_await holdfast::as_completed(calls, consume);
    EXPECT_EQ(seen, (std::vector<int>{-1, 1, 2, 3}));
    auto all = [&] { return holdfast::gather(calls); };
    auto call = [&]() -> awaitable<void> { (void)co_await all(); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "native");
  });
}

TEST_F(gather_test, F04_the_structured_forms_take_native_tasks) {
  run_main([&]() -> awaitable<void> {
    int child = 0;
    auto body = [&](holdfast::task_group &group) -> task<int> {
      group.spawn([&]() -> task<> {
        co_await nap(2s);
        child = 2;
      });
      co_await nap(1s);
      co_return 5;
    };
    const int value = co_await holdfast::with_task_group(body);
    EXPECT_EQ(value, 5);
    EXPECT_EQ(child, 2);
    auto fails = [&](holdfast::task_group &group) -> task<void> {
      group.spawn(native_after(1s, -1));
      co_await nap(1h);
    };
    auto call = [&] { return holdfast::with_task_group(fails); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "native");
    EXPECT_EQ(elapsed(), 3s);
    auto beside = [] { return nap(1h); };
    auto quick = [] { return native_after(1s, 7); };
    const int seven = co_await holdfast::with_task(
        beside, quick, holdfast::after_body::cancel);
    EXPECT_EQ(seven, 7);
    const auto late = co_await holdfast::move_on_after(500ms, quick);
    EXPECT_FALSE(late);
    const int kept = co_await holdfast::shielded(quick);
    EXPECT_EQ(kept, 7);
  });
}

} // namespace
