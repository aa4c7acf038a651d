// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// asyncio for C++ by netcan.
#pragma once

#include "libraries/coroutine.h"

namespace asyncio {

template <class R = void> struct Task {
  using promise_type = mock::promise<Task, R>;
  Task(Task &&) noexcept;
  ~Task();
  mock::awaiter<R> operator co_await() && noexcept;
};
template <class Fut> struct ScheduledTask {
  ScheduledTask(ScheduledTask &&) noexcept;
  ~ScheduledTask();
  mock::awaiter<void> operator co_await() && noexcept;
  void cancel();
};
template <class Fut> [[nodiscard]] ScheduledTask<Fut> schedule_task(Fut &&);
template <class R> R run(Task<R> &&);

} // namespace asyncio
