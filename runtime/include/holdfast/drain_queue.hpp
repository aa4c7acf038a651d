// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A queue that is emptied before it goes away.
#pragma once

#include <holdfast/detail/scope.hpp>
#include <holdfast/detail/shutdown_driver.hpp>

#include <deque>

namespace holdfast::inline HOLDFAST_ABI {

/// What became of the items of a queue that was closed.
struct drain_report {
  std::uint64_t done = 0;   ///< processed, since the queue was made
  std::uint64_t failed = 0; ///< of those, with an exception
  std::size_t left = 0;     ///< not processed when the limit was reached
};

/// Items for tasks of a group to work on. close() sets the end: everything
/// pushed before it is processed, nothing is taken after it.
///
///     queue.consume(group, 4, [](event e) -> awaitable<void> { ... });
///     group.on_close([&] { queue.close(); });
///
/// Exceptions: one that leaves the processing of an item goes to the group's
/// error handler, and the worker goes on with the next.
///
/// Threads: push(), close() and size() may be called from any thread; the
/// callable runs on the group's executor, for several items at a time when
/// there are several workers.
///
/// Destructor: the workers keep what they need; items left are dropped with the
/// last of them.
template <class T> class drain_queue {
  struct state {
    mutable detail::spin_lock lock;
    std::deque<T> items;
    bool closed = false;
    std::size_t in_work = 0;
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    detail::wait_list takers;  ///< wait for an item or the end
    detail::wait_list drained; ///< wait for the end of everything
    std::atomic<unsigned> refs{1};

    void add_ref() noexcept { refs.fetch_add(1, std::memory_order_relaxed); }
    void release() noexcept {
      if (refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete this;
    }
    bool finished() const noexcept {
      return closed && items.empty() && in_work == 0;
    }
    void wake(detail::wait_list state::*list) {
      detail::wait_list woken;
      {
        const std::lock_guard hold(lock);
        detail::wait_list taken = (this->*list).take();
        woken.swap(taken);
      }
      woken.complete_all();
    }
  };
  using state_ptr = detail::ref_ptr<state>;

public:
  drain_queue() : state_(state_ptr::adopt(new state)) {}
  drain_queue(drain_queue &&) = delete;
  ~drain_queue() { close(); }

  /// False when the queue is closed; the item is dropped then.
  bool push(T item) {
    {
      const std::lock_guard hold(state_->lock);
      if (state_->closed)
        return false;
      state_->items.push_back(std::move(item));
    }
    state_->wake(&state::takers);
    return true;
  }
  /// Sets the end. Idempotent.
  void close() {
    bool finished;
    {
      const std::lock_guard hold(state_->lock);
      state_->closed = true;
      finished = state_->finished();
    }
    state_->wake(&state::takers);
    if (finished)
      state_->wake(&state::drained);
  }
  std::size_t size() const {
    const std::lock_guard hold(state_->lock);
    return state_->items.size() + state_->in_work;
  }

  /// Starts `workers` tasks in `group` that call `f(item)` until the end.
  template <class Group, class F>
  void consume(Group &group, std::size_t workers, F f,
               std::source_location site = std::source_location::current()) {
    auto shared = std::make_shared<F>(std::move(f));
    for (std::size_t i = 0; i < workers; ++i)
      group.spawn(spawn_options("drain_queue", site),
                  work<F>(state_, shared, group.internals(), site));
  }

  /// Closes the queue and waits until everything is processed, at most for
  /// `limit`.
  net::awaitable<drain_report> drain(duration limit) {
    close();
    return wait_drained(state_, limit);
  }

private:
  template <class F>
  static net::awaitable<void> work(state_ptr q, std::shared_ptr<F> f,
                                   detail::group_ptr group,
                                   std::source_location site) {
    for (;;) {
      co_await detail::async_wait_on(
          q, [](state &s) { return !s.items.empty() || s.closed; },
          [](state &s) -> detail::wait_list & { return s.takers; },
          net::use_awaitable);
      std::optional<T> item;
      {
        const std::lock_guard hold(q->lock);
        if (q->items.empty()) {
          if (q->closed)
            co_return;
          continue; // another worker was faster
        }
        item.emplace(std::move(q->items.front()));
        q->items.pop_front();
        ++q->in_work;
      }
      std::exception_ptr error;
      try {
        co_await detail::adapt((*f)(std::move(*item)));
      } catch (...) {
        error = std::current_exception();
      }
      const auto cancellation = co_await net::this_coro::cancellation_state;
      const bool cancelled =
          cancellation.cancelled() != net::cancellation_type::none;
      ended(*q, error, cancelled);
      if (cancelled)
        detail::throw_cancelled();
      if (error)
        group->report_item(error, "drain_queue", site);
    }
  }
  static void ended(state &q, const std::exception_ptr &error, bool cancelled) {
    bool finished;
    {
      const std::lock_guard hold(q.lock);
      --q.in_work;
      // An item whose work was cancelled is not done.
      if (!error || !cancelled)
        ++q.done;
      q.failed += error && !cancelled;
      finished = q.finished();
    }
    if (finished)
      q.wake(&state::drained);
  }
  static net::awaitable<drain_report> wait_drained(state_ptr q,
                                                   duration limit) {
    co_await detail::wait_limited(
        q, [](state &s) { return s.finished(); },
        [](state &s) -> detail::wait_list & { return s.drained; }, limit);
    const std::lock_guard hold(q->lock);
    co_return drain_report{q->done, q->failed, q->items.size() + q->in_work};
  }

  state_ptr state_;
};

} // namespace holdfast::inline HOLDFAST_ABI
