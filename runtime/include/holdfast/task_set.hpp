// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A set that owns tasks: it holds each until it is done, then forgets it.
#pragma once

#include <holdfast/detail/spawn_interface.hpp>

#include <string>

namespace holdfast::inline HOLDFAST_ABI {

/// The tracked set.
///
///     class server {
///       void accepted(tcp::socket s) { tasks_.spawn(session(std::move(s))); }
///       holdfast::task_set tasks_{executor_}; // last: destroyed first
///     };
///
/// Ownership: a task belongs to the set from spawn() to its end. The set holds
/// no work guard: io_context::run() returns when the last task has ended.
///
/// Exceptions: one that leaves a task reaches the error handler at once and
/// touches nothing else. The default handler writes a line to stderr.
///
/// Threads: every member may be called from any thread. Tasks run on the
/// executor that they are spawned on.
///
/// Destructor: with live tasks it asks all of them to cancel, says on stderr
/// which ones there were, and returns at once; they end on their executor and
/// touch the set no more. Exceptions of theirs go to stderr from then on.
class task_set : public detail::spawn_interface<task_set> {
public:
  explicit task_set(net::any_io_executor executor, std::string name = "tasks")
      : state_(detail::group_ptr::adopt(
            new detail::group_state(std::move(executor), std::move(name)))) {}
  template <class Context>
    requires std::derived_from<Context, net::execution_context>
  explicit task_set(Context &context, std::string name = "tasks")
      : task_set(net::any_io_executor(context.get_executor()),
                 std::move(name)) {}
  task_set(task_set &&) = delete;
  ~task_set() { state_->owner_is_gone(); }

  net::any_io_executor get_executor() const { return state_->executor; }
  const std::string &name() const noexcept { return state_->name; }

  std::size_t size() const { return stats().active; }
  bool empty() const { return size() == 0; }
  group_stats stats() const {
    const std::lock_guard hold(state_->lock);
    return state_->stats;
  }

  /// Replaces the error handler; tasks that fail from now on are told to it.
  void on_error(error_handler handler) {
    state_->set_handler(std::move(handler));
  }

  /// Takes no more tasks; those that live go on.
  void close() {
    const std::lock_guard hold(state_->lock);
    state_->closed = true;
  }

  /// What is recorded about tasks spawned from now on.
  void set_trace(trace_level level) noexcept { state_->level = level; }

  /// Asks every task to cancel; returns how many were asked.
  std::size_t
  cancel_all(std::string_view reason = {},
             net::cancellation_type type = net::cancellation_type::terminal,
             std::source_location site = std::source_location::current()) {
    return state_->cancel_all(reason, type, site);
  }

  /// Waits until the set is empty; it can be used again afterwards.
  net::awaitable<void> drain() { return drained(state_); }

private:
  static net::awaitable<void> drained(detail::group_ptr state) {
    detail::check_not_inside(*state);
    co_await detail::async_wait_on(
        state, [](detail::group_state &g) { return g.idle(); },
        [](detail::group_state &g) -> detail::wait_list & {
          return g.idle_waiters;
        },
        net::use_awaitable);
  }

  friend class detail::spawn_interface<task_set>;
  detail::group_state &group() noexcept { return *state_; }
  detail::group_ptr state_;
};

} // namespace holdfast::inline HOLDFAST_ABI
