// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <holdfast/shielded.hpp>
#include <holdfast/with_task.hpp>
#include <holdfast/with_task_group.hpp>

#include "support/calls.hpp"

namespace {

using task_group_test = virtual_time_test;
using holdfast::task_group;
using strings = std::vector<std::string>;

TEST_F(task_group_test, F02_the_background_task_is_awaited_on_a_normal_exit) {
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

TEST_F(task_group_test, F02_the_body_s_exception_wins_and_none_is_lost) {
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

TEST_F(task_group_test, F02_an_exception_of_the_background_task_is_thrown) {
  run_main([&]() -> awaitable<void> {
    auto background = [&] { return fail_after(1s, "background"); };
    auto body = [&] { return sleep_for(2s); };
    auto call = [&] { return holdfast::with_task(background, body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "background");
    EXPECT_EQ(elapsed(), 2s); // it does not end the body
  });
}

TEST_F(task_group_test, F02_the_background_task_can_be_cancelled_at_the_end) {
  run_main([&]() -> awaitable<void> {
    auto background = [&] { return sleep_for(1h); };
    auto body = [&] { return sleep_for(2s); };
    co_await holdfast::with_task(background, body,
                                 holdfast::after_body::cancel);
    EXPECT_EQ(elapsed(), 2s);
  });
}

TEST_F(task_group_test, F02_a_cancelled_caller_waits_for_the_background_task) {
  task_set tasks(*io);
  int cleaned = 0;
  auto h = tasks.start([&]() -> awaitable<void> {
    auto background = [&] { return clean_up_for(500ms, cleaned); };
    auto body = [] { return sleep_for(1h); };
    co_await holdfast::with_task(background, body,
                                 holdfast::after_body::cancel);
  });
  run(1s);
  run_main([&]() -> awaitable<void> {
    co_await sleep_for(1s);
    h.cancel();
  });
  EXPECT_EQ(cleaned, 1);
  EXPECT_EQ(elapsed(), 1500ms);
  EXPECT_EQ(h.state(), task_state::cancelled);
}

TEST_F(task_group_test, F04_waits_for_all_children) {
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

TEST_F(task_group_test, F04_the_first_failure_cancels_siblings_and_body) {
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

TEST_F(task_group_test, F04_several_failures_come_together) {
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

TEST_F(task_group_test, F04_a_child_that_is_cancelled_is_no_failure) {
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

TEST_F(task_group_test, F04_the_body_s_failure_cancels_the_children) {
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

TEST_F(task_group_test, F04_spawn_after_the_failure_throws) {
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

TEST_F(task_group_test, F04_cancelling_the_caller_cancels_and_awaits_all) {
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

TEST_F(task_group_test, F04_errors_win_over_the_caller_s_cancellation) {
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

TEST_F(task_group_test, F05_cancel_ends_the_group_without_an_exception) {
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

TEST_F(task_group_test, P04_cleanup_that_awaits_runs_on_every_exit) {
  // What would be a co_await in a catch block or a destructor.
  for (const bool fails : {false, true}) {
    run_main([&]() -> awaitable<void> {
      int cleaned = 0;
      auto connection = [&] { return clean_up_for(1s, cleaned); };
      auto body = [&]() -> awaitable<void> {
        co_await sleep_for(1s);
        if (fails)
          throw std::runtime_error("body");
      };
      auto call = [&] {
        return holdfast::with_task(connection, body,
                                   holdfast::after_body::cancel);
      };
      const std::string text = co_await what_leaves(call);
      EXPECT_EQ(text, fails ? "body" : "");
      EXPECT_EQ(cleaned, 1);
    });
  }
}

TEST_F(task_group_test, F04_children_may_be_added_while_it_waits) {
  run_main([&]() -> awaitable<void> {
    int done = 0;
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn([&]() -> awaitable<void> {
        co_await sleep_for(1s);
        for (const auto d : {1s, 2s})
          group.spawn([&done, d]() -> awaitable<void> {
            co_await sleep_for(d);
            ++done;
          });
      });
      co_return;
    };
    co_await holdfast::with_task_group(body);
    EXPECT_EQ(done, 2);
    EXPECT_EQ(elapsed(), 3s);
  });
}

TEST_F(task_group_test, F04_finished_children_are_forgotten) {
  run_main([&]() -> awaitable<void> {
    auto body = [&](task_group &group) -> awaitable<void> {
      for (int count = 0; count < 10; ++count) {
        co_await sleep_for(100ms);
        group.spawn(sleep_for(300ms));
        if (count == 5) {
          EXPECT_LE(group.size(), 1u + 4u); // the body counts
        }
      }
      co_await sleep_for(1350ms);
      EXPECT_EQ(group.size(), 1u);
    };
    co_await holdfast::with_task_group(body);
  });
}

TEST_F(task_group_test, F04_a_failure_stops_children_that_breed) {
  run_main([&]() -> awaitable<void> {
    int heads = 0;
    std::function<awaitable<void>(task_group &)> hydra =
        [&](task_group &group) -> awaitable<void> {
      ++heads;
      co_await sleep_for(10ms);
      group.spawn(hydra, std::ref(group));
      group.spawn(hydra, std::ref(group));
    };
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(hydra, std::ref(group));
      while (heads < 10)
        co_await sleep_for(15ms);
      throw std::runtime_error("hercules");
    };
    auto call = [&] { return holdfast::with_task_group(body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "hercules");
    EXPECT_GE(heads, 10);
  });
}

TEST_F(task_group_test, F04_nested_groups_fail_from_inside_and_outside) {
  for (const bool inner_fails : {false, true}) {
    run_main([&]() -> awaitable<void> {
      const auto began = elapsed();
      auto inner = [&](task_group &group) -> awaitable<void> {
        group.spawn(fail_after(inner_fails ? 1s : 1h, "inner"));
        co_return;
      };
      auto outer = [&](task_group &group) -> awaitable<void> {
        group.spawn(fail_after(inner_fails ? 1h : 1s, "outer"));
        co_await holdfast::with_task_group(inner);
      };
      auto call = [&] { return holdfast::with_task_group(outer); };
      const std::string text = co_await what_leaves(call);
      EXPECT_EQ(text, inner_fails ? "inner" : "outer");
      EXPECT_EQ(elapsed() - began, 1s);
    });
  }
}

TEST_F(task_group_test, F04_a_failure_while_the_body_cleans_up_is_thrown) {
  task_set tasks(*io);
  tasks.on_error(remember());
  int cleaned = 0;
  auto h = tasks.start([&]() -> awaitable<void> {
    auto body = [&](task_group &group) -> awaitable<void> {
      // Deaf to its cancellation until it fails by itself.
      group.spawn([]() -> awaitable<void> {
        auto work = [] { return fail_after(300ms, "crash"); };
        co_await holdfast::shielded(work);
      });
      co_await clean_up_for(500ms, cleaned);
    };
    co_await holdfast::with_task_group(body);
  });
  run(100ms);
  h.cancel();
  run();
  EXPECT_EQ(cleaned, 1);
  EXPECT_EQ(failures, strings{"crash"}); // errors win over cancellation
}

TEST_F(task_group_test, F04_body_and_child_may_both_fail) {
  run_main([&]() -> awaitable<void> {
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(fail_after(100ms, "child"));
      try {
        co_await sleep_for(10s);
      } catch (const system_error &) {
        throw std::runtime_error("body");
      }
    };
    auto call = [&] { return holdfast::with_task_group(body); };
    const std::string text = co_await what_leaves(call);
    EXPECT_EQ(text, "2 tasks failed; child; body");
  });
}

TEST_F(task_group_test, F04_the_caller_goes_on_after_a_failure_it_handled) {
  strings results;
  task_set tasks(*io);
  auto parent = tasks.start([&]() -> awaitable<void> {
    auto body = [&](task_group &group) -> awaitable<void> {
      group.spawn(fail_after(200ms, "child"));
      co_await sleep_for(500ms);
      results.push_back("body");
    };
    auto call = [&] { return holdfast::with_task_group(body); };
    const std::string text = co_await what_leaves(call);
    results.push_back(text);
    co_await sleep_for(500ms); // its cancellation count is balanced
    results.push_back("parent");
  });
  run();
  EXPECT_EQ(results, (strings{"child", "parent"}));
  EXPECT_EQ(parent.cancel_requests(), 0u);
}

TEST_F(task_group_test, F05_cancel_may_be_the_first_thing) {
  run_main([&]() -> awaitable<void> {
    bool ran = false;
    auto body = [&](task_group &group) -> awaitable<void> {
      group.cancel();
      EXPECT_THROW(group.spawn(sleep_for(1s)), holdfast::group_closed);
      co_await sleep_for(1h);
      ran = true;
    };
    co_await holdfast::with_task_group(body);
    EXPECT_FALSE(ran);
    EXPECT_EQ(elapsed(), 0s);
  });
}

} // namespace
