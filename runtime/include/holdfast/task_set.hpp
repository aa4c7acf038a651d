// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A set that owns tasks: it holds each until it is done, then forgets it.
#pragma once

#include <holdfast/detail/group_interface.hpp>

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
/// set_on_destroy() chooses otherwise.
class task_set : public detail::group_interface<task_set> {
public:
  explicit task_set(net::any_io_executor executor, std::string name = {},
                    detail::here site = detail::here::current())
      : state_(detail::group_ptr::adopt(new detail::group_state(
            std::move(executor), std::move(name), "tasks", site))) {}
  template <class Context>
    requires std::derived_from<Context, net::execution_context>
  explicit task_set(Context &context, std::string name = {},
                    detail::here site = detail::here::current())
      : task_set(net::any_io_executor(context.get_executor()), std::move(name),
                 site) {}
  task_set(task_set &&) = delete;
  ~task_set() { state_->owner_is_gone(); }

  net::any_io_executor get_executor() const { return state_->executor; }

  /// Takes no more tasks; those that live go on.
  void close() { (void)state_->close(); }

  /// Waits until the set is empty; it can be used again afterwards.
  net::awaitable<void> drain() { return wait_idle(state_); }

  void set_on_destroy(on_destroy policy) noexcept {
    state_->when_destroyed = policy;
  }

private:
  friend class detail::spawn_interface<task_set>;
  friend class detail::group_interface<task_set>;
  detail::group_state &group() const noexcept { return *state_; }
  detail::group_ptr state_;
};

} // namespace holdfast::inline HOLDFAST_ABI
