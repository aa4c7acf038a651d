// RUN: %check %s holdfast-fail-fast-group-in-loop %t --option=Loops=all --asio
//
// What should be otherwise. Each line is asserted as it is today.

#include <asio.hpp>
#include <holdfast/with_task_group.hpp>

using asio::awaitable;
using holdfast::task_group;

awaitable<int> next();
void spawn_into(task_group &group);

awaitable<void> through_a_function(task_group &group) {
  for (;;) {
    co_await next();
    // gap: what a function does with the group is not looked at.
    spawn_into(group);
  }
}

awaitable<void> until_a_word(task_group &group) {
  int word = 0;
  // gap: a comparison is taken for a count.
  while (word != 7) {
    word = co_await next();
    group.spawn([]() -> awaitable<void> { co_await next(); });
  }
}

awaitable<void> with_a_handle(task_group &group) {
  for (;;) {
    co_await next();
    // gap: start() is not in the row of the group.
    auto task = group.start([]() -> awaitable<void> { co_await next(); });
  }
}
