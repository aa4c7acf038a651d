// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A job at a fixed rate that cannot pile up.
#pragma once

#include <holdfast/detail/clock.hpp>
#include <holdfast/detail/spawn_interface.hpp>

#include <memory>

namespace holdfast::inline HOLDFAST_ABI {

/// What happens to a tick that comes while earlier ones still run.
class overlap {
public:
  /// It is left out.
  static overlap skip() noexcept { return {kind::skip, 1}; }
  /// Those before it are cancelled; it starts at once.
  static overlap cancel_previous() noexcept {
    return {kind::cancel_previous, 1};
  }
  /// It waits its turn, with at most `max` waiting; more are left out.
  static overlap queue(std::size_t max) noexcept { return {kind::queue, max}; }
  /// It starts while fewer than `max` run; more are left out.
  static overlap allow(std::size_t max) noexcept { return {kind::allow, max}; }

  enum class kind { skip, cancel_previous, queue, allow };
  overlap(kind k, std::size_t max) noexcept : how(k), max(max) {}
  kind how;
  std::size_t max;
};

/// Counters of a periodic job.
struct periodic_stats {
  std::uint64_t ticks = 0;     ///< started
  std::uint64_t skipped = 0;   ///< left out by the overlap policy
  std::uint64_t cancelled = 0; ///< asked to cancel by the next tick
  std::size_t in_flight = 0;
  std::size_t peak = 0;
  std::size_t queued = 0;
  duration longest{}; ///< of the ticks that have ended
};

namespace detail {

struct periodic_state {
  mutable std::mutex lock;
  periodic_stats stats;
  std::vector<task_handle<void>> running;
  std::string name;
  std::source_location site;

  /// A line at the first skipped tick and whenever their number has doubled.
  void skip() {
    std::uint64_t skipped;
    {
      const std::lock_guard hold(lock);
      skipped = ++stats.skipped;
    }
    if ((skipped & (skipped - 1)) == 0)
      std::fprintf(stderr,
                   "holdfast: periodic job '%s' at %s:%u is slower than its "
                   "period: %llu tick(s) skipped\n",
                   name.c_str(), site.file_name(), site.line(),
                   static_cast<unsigned long long>(skipped));
  }
  void cancel_running(const char *reason) {
    std::vector<task_handle<void>> handles;
    {
      const std::lock_guard hold(lock);
      handles.swap(running);
    }
    std::uint64_t asked = 0;
    for (auto &handle : handles)
      asked += handle.cancel(reason);
    const std::lock_guard hold(lock);
    stats.cancelled += asked;
  }
};

/// One tick, or with overlap::queue all that have come due behind it.
template <class F>
net::awaitable<void> tick(std::shared_ptr<periodic_state> state,
                          std::shared_ptr<F> job) {
  for (;;) {
    const auto began = clock::now();
    std::exception_ptr error;
    try {
      co_await adapt((*job)());
    } catch (...) {
      error = std::current_exception();
    }
    bool more;
    {
      const std::lock_guard hold(state->lock);
      periodic_stats &s = state->stats;
      s.longest = std::max<duration>(s.longest, clock::now() - began);
      more = s.queued != 0 && !error;
      if (more) {
        --s.queued;
        ++s.ticks;
      } else {
        --s.in_flight;
      }
    }
    if (error)
      std::rethrow_exception(error);
    if (!more)
      co_return;
  }
}

/// True when a new task is to be started for this tick.
inline bool admit_tick(periodic_state &state, overlap policy) {
  std::size_t running;
  {
    const std::lock_guard hold(state.lock);
    running = state.stats.in_flight;
    if (policy.how == overlap::kind::queue && running != 0 &&
        state.stats.queued < policy.max) {
      ++state.stats.queued;
      return false;
    }
  }
  if (running == 0)
    return true;
  if (policy.how == overlap::kind::cancel_previous) {
    state.cancel_running("the next tick is due");
    return true;
  }
  if (policy.how == overlap::kind::allow && running < policy.max)
    return true;
  state.skip();
  return false;
}

template <class Group, class F>
net::awaitable<void>
run_periodic(Group &group, std::shared_ptr<periodic_state> state,
             std::shared_ptr<F> job, duration period, overlap policy) {
  struct cancel_ticks {
    std::shared_ptr<periodic_state> state;
    ~cancel_ticks() {
      if (state)
        state->cancel_running("the periodic job was stopped");
    }
  };
  cancel_ticks guard{state};
  timer next(co_await net::this_coro::executor);
  auto due = clock::now();
  for (;;) {
    if (admit_tick(*state, policy)) {
      {
        const std::lock_guard hold(state->lock);
        ++state->stats.ticks;
        state->stats.peak =
            std::max(state->stats.peak, ++state->stats.in_flight);
        std::erase_if(state->running, [](auto &h) { return h.done(); });
      }
      auto handle = group.start(spawn_options(state->name, state->site),
                                tick<F>(state, job));
      const std::lock_guard hold(state->lock);
      state->running.push_back(std::move(handle));
    }
    // At a fixed rate; what a stalled loop has missed is not made up for.
    due = std::max(due + period, clock::now());
    next.expires_at(due);
    co_await next.async_wait(net::use_awaitable);
  }
}

} // namespace detail

/// A running periodic job. The group owns it; dropping this object changes
/// nothing.
///
/// Threads: every member may be called from any thread.
class periodic_job {
public:
  /// No job yet, for a member that is given one later: done, all counters 0.
  periodic_job() = default;

  periodic_stats stats() const {
    if (!state_)
      return {};
    const std::lock_guard hold(state_->lock);
    return state_->stats;
  }
  /// No more ticks; those that run are cancelled.
  void stop(std::string_view reason = "periodic job stopped") {
    if (driver_.valid())
      (void)driver_.cancel(reason);
  }
  bool done() const noexcept { return !driver_.valid() || driver_.done(); }

  /// For the library's own use.
  periodic_job(std::shared_ptr<detail::periodic_state> state,
               task_handle<void> driver)
      : state_(std::move(state)), driver_(std::move(driver)) {}

private:
  std::shared_ptr<detail::periodic_state> state_;
  task_handle<void> driver_;
};

/// Calls `job()` as a task of `group` now and then once per `period`, at a
/// fixed rate, until the group closes, shuts down, or stop() is called.
///
/// Exceptions: one that leaves a tick goes to the group's error handler, and
/// the job goes on. `group` and what `job` refers to must outlive the job's
/// tasks. More ticks than `policy` allows never run at once; those left out are
/// counted, and stderr hears of it.
template <class Group, class F>
periodic_job
periodic(Group &group, duration period, F job, overlap policy = overlap::skip(),
         std::string name = "periodic",
         std::source_location site = std::source_location::current()) {
  auto state = std::make_shared<detail::periodic_state>();
  state->name = std::move(name);
  state->site = site;
  auto shared_job = std::make_shared<F>(std::move(job));
  auto driver = group.start(
      spawn_options(state->name, site),
      detail::run_periodic(group, state, shared_job, period, policy));
  return periodic_job(std::move(state), std::move(driver));
}

} // namespace holdfast::inline HOLDFAST_ABI
