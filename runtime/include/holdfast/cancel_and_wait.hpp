// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cancelling a task and knowing that it has ended.
#pragma once

#include <holdfast/outcome.hpp>
#include <holdfast/task_handle.hpp>

#include <span>

namespace holdfast::inline HOLDFAST_ABI {

/// Thrown by cancel_and_wait() when the task returned although it had been
/// cancelled, and had not called uncancel().
class cancellation_swallowed : public std::logic_error {
public:
  explicit cancellation_swallowed(task_id id)
      : std::logic_error("task #" + std::to_string(id) +
                         " was cancelled and returned all the same") {}
};

/// The running task has dealt with what it was asked to cancel for, and goes on
/// as if nobody had: it may return without having swallowed anything. False
/// outside a task that is traced, and when nobody had asked. Asio has a state
/// of its own: `co_await this_coro::reset_cancellation_state()` first.
inline bool uncancel() noexcept {
  detail::task_node *task = detail::running_task();
  if (!task)
    return false;
  const std::lock_guard hold(task->group->lock);
  if (task->extra)
    task->extra->cancel_site = {};
  return task->cancel_requests.exchange(0, std::memory_order_acq_rel) != 0;
}

/// Cancels the task and waits until it has ended. Nothing is done to a task
/// that is done already. The task's own cancellation is absorbed; an exception
/// of its own is thrown. The caller's cancellation ends the wait and is thrown.
template <class T>
net::awaitable<void> cancel_and_wait(task_handle<T> &task,
                                     std::string_view reason = {}) {
  const bool asked = task.cancel(reason);
  const task_state end = co_await task.wait();
  if (!asked)
    co_return;
  if (end == task_state::succeeded && task.cancel_requests() != 0)
    throw cancellation_swallowed(task.id());
  if (end == task_state::failed)
    std::rethrow_exception(task.error());
}

/// All of them at once. What cancel_and_wait() would throw for each is thrown
/// as it is for one, as an aggregate_error for more.
template <class T>
net::awaitable<void> cancel_and_wait(std::span<task_handle<T>> tasks,
                                     std::string_view reason = {}) {
  std::vector<bool> asked;
  for (task_handle<T> &task : tasks)
    asked.push_back(task.cancel(reason));
  std::vector<std::exception_ptr> errors;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const task_state end = co_await tasks[i].wait();
    if (!asked[i])
      continue;
    if (end == task_state::succeeded && tasks[i].cancel_requests() != 0)
      errors.push_back(
          std::make_exception_ptr(cancellation_swallowed(tasks[i].id())));
    else if (end == task_state::failed)
      errors.push_back(tasks[i].error());
  }
  detail::throw_errors(std::move(errors));
}

} // namespace holdfast::inline HOLDFAST_ABI
