// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mistakes that the compiler refuses. Without CASE this file compiles, so that
// a case fails for its own reason.
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/start.hpp>
#include <holdfast/task.hpp>
#include <holdfast/with_task_group.hpp>

namespace net = holdfast::net;

holdfast::awaitable<int> work() { co_return 1; }
holdfast::awaitable<void, net::io_context::executor_type> concrete() {
  co_return;
}

[[maybe_unused]] holdfast::task<int> native() { co_return 1; }

void use([[maybe_unused]] net::io_context &io,
         [[maybe_unused]] holdfast::persistent_task_group &group) {
#if CASE == 1
  holdfast::start(io, work); // the handle owns the task
#elif CASE == 2
  group.start(work()); // start() is for those who want the handle
#elif CASE == 3
  group.spawn(concrete()); // cannot run on any_io_executor
#elif CASE == 4
  group.spawn([] { return 1; }); // no coroutine
#elif CASE == 5
  auto copy = group.start(work());
  auto another = copy; // move-only
#elif CASE == 6
  holdfast::task_group alone(io.get_executor(), "half open");
#elif CASE == 7
  group.on_error([](const holdfast::task_failure &) { return work(); });
#elif CASE == 8
  auto handle = group.start(work());
  handle.on_done([] { return work(); }); // would never run
#elif CASE == 9
  group.on_close([] { return work(); });
#elif CASE == 10
  native(); // lazy: it has not begun
#else
  auto handle = group.start(work());
  group.spawn(work());
  group.spawn_on(io, concrete());
#endif
}
