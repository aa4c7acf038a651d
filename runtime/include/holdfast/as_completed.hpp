// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several pieces of work at once, and each outcome as soon as it is there.
#pragma once

#include <holdfast/gather.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Runs every call as a task and awaits `consume(outcome)` for each, in the
/// order in which they end, one at a time. A failure cancels nobody. When
/// `consume` throws, the calls that still run are cancelled and waited for, and
/// its exception is thrown.
template <class F, class Consume>
net::awaitable<void> as_completed(std::vector<F> calls, Consume consume) {
  using result = outcome<detail::call_value<F>>;
  struct queue {
    std::mutex lock;
    std::vector<result> ready;
    std::size_t taken = 0;
    detail::wait_list waiters;
    std::atomic<unsigned> refs{1};
    void add_ref() { refs.fetch_add(1, std::memory_order_relaxed); }
    void release() {
      if (refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete this;
    }
  };
  auto done = detail::ref_ptr<queue>::adopt(new queue);
  auto runner = [&](F &call) -> net::awaitable<void> {
    std::optional<result> mine;
    co_await detail::fill_outcome(call, mine);
    detail::wait_list woken;
    {
      const std::lock_guard hold(done->lock);
      done->ready.push_back(std::move(*mine));
      detail::wait_list taken = done->waiters.take();
      woken.swap(taken);
    }
    woken.complete_all();
  };
  auto body = [&](task_group &group) -> net::awaitable<void> {
    for (F &call : calls)
      group.spawn(runner(call));
    for (std::size_t i = 0; i < calls.size(); ++i) {
      co_await detail::async_wait_on(
          done, [](queue &q) { return q.taken < q.ready.size(); },
          [](queue &q) -> detail::wait_list & { return q.waiters; },
          net::use_awaitable);
      std::optional<result> next;
      {
        const std::lock_guard hold(done->lock);
        next.emplace(std::move(done->ready[done->taken++]));
      }
      co_await detail::adapt(consume(std::move(*next)));
    }
  };
  co_await with_task_group(body, "as_completed");
}

} // namespace holdfast::inline HOLDFAST_ABI
