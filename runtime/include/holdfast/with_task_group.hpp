// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Structured, fail-fast concurrency: what asyncio calls a TaskGroup.
#pragma once

#include <holdfast/detail/scope.hpp>
#include <holdfast/detail/spawn_interface.hpp>
#include <holdfast/would_deadlock.hpp>

namespace holdfast::inline HOLDFAST_ABI {

class task_group;
template <class F>
auto with_task_group(F body, std::string name = "task group")
    -> net::awaitable<typename detail::awaitable_traits<
        std::invoke_result_t<F &, task_group &>>::value_type>;

/// The group that with_task_group() lends to its body. It cannot be made in any
/// other way, so that no group is left half open.
///
/// Threads: every member may be called from any thread.
class task_group : public detail::spawn_interface<task_group> {
public:
  task_group(const task_group &) = delete;

  net::any_io_executor get_executor() const { return state()->executor; }
  const std::string &name() const noexcept { return state()->name; }
  /// The children that live; the body counts as one.
  std::size_t size() const {
    const std::lock_guard hold(state()->lock);
    return state()->stats.active;
  }
  /// Ends the group: children and body are cancelled, and with_task_group()
  /// returns without an exception unless one of them failed. Idempotent.
  void cancel() { stop("task group cancelled"); }
  /// True once the group is being ended, by cancel() or by a failure.
  bool stopping() const {
    const std::lock_guard hold(lock_);
    return stopping_;
  }

private:
  template <class F>
  friend auto with_task_group(F body, std::string name)
      -> net::awaitable<typename detail::awaitable_traits<
          std::invoke_result_t<F &, task_group &>>::value_type>;
  friend class detail::spawn_interface<task_group>;

  task_group(net::any_io_executor executor, std::string name)
      : scope_(std::move(executor), std::move(name)) {
    state()->set_handler(
        [this](const task_failure &failure) { fail(failure.exception); });
  }

  void fail(std::exception_ptr error) {
    {
      const std::lock_guard hold(lock_);
      errors_.push_back(std::move(error));
    }
    stop("a task of the group failed");
  }
  void stop(const char *reason) {
    (void)state()->close();
    {
      const std::lock_guard hold(lock_);
      if (std::exchange(stopping_, true))
        return;
    }
    scope_.cancel_all(reason);
  }

  const detail::group_ptr &state() const noexcept { return scope_.state(); }
  detail::group_state &group() const noexcept { return *state(); }

  mutable std::mutex lock_;
  std::vector<std::exception_ptr> errors_;
  bool stopping_ = false;
  detail::scope_group scope_;
};

/// Runs `body(group)`, waits for it and for everything that was spawned into
/// the group, and gives the body's result.
///
///     auto sum = co_await holdfast::with_task_group(
///         [&](holdfast::task_group &g) -> awaitable<int> { ... });
///
/// Exceptions: the first task, or the body, that fails cancels all the others.
/// One failure is thrown as it is, several as an aggregate_error. A task that
/// is cancelled is no failure. spawn() throws group_closed from the first
/// failure on. When the caller is cancelled, everything is cancelled and waited
/// for, and then operation_aborted is thrown, unless something failed.
///
/// `body` is kept until the group has ended, so that it may capture.
template <class F>
auto with_task_group(F body, std::string name)
    -> net::awaitable<typename detail::awaitable_traits<
        std::invoke_result_t<F &, task_group &>>::value_type> {
  using T = typename detail::awaitable_traits<
      std::invoke_result_t<F &, task_group &>>::value_type;
  task_group group(co_await net::this_coro::executor, std::move(name));
  const detail::waiting_for_group edge(*group.state());
  auto call = [&body, &group] { return body(group); };
  auto node = detail::launch<detail::outcome_node<T>>(
      *group.state(), group.get_executor(), spawn_options("body"), call, true);
  auto on_cancel = [&group] { group.stop("the caller was cancelled"); };
  const bool cancelled =
      co_await detail::settle_group(group.state(), on_cancel);
  detail::throw_errors(std::move(group.errors_));
  if (cancelled)
    detail::throw_cancelled();
  if constexpr (std::is_void_v<T>) {
    co_return; // the body may have been cancelled by group.cancel()
  } else {
    co_return detail::take_outcome(*node);
  }
}

} // namespace holdfast::inline HOLDFAST_ABI
