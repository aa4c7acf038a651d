// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a task has got to.
#pragma once

#include <holdfast/detail/group_state.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Notes the place, and a word about it, in the running task's record: what
/// live_tasks() and the report of a shutdown say about a task that is stuck.
/// The last one counts. Does nothing outside a task or with trace_level::off.
///
///     holdfast::checkpoint("waiting for the leader");
///     co_await election.async_wait(...);
inline void
checkpoint(std::string_view text = {},
           std::source_location site = std::source_location::current()) {
  detail::task_node *task = detail::running_task();
  if (!task)
    return;
  std::string copy(text); // allocated, and the old text freed, without the lock
  const std::lock_guard hold(task->group->lock);
  detail::task_extra &more = task->need_extra();
  more.checkpoint.swap(copy);
  more.checkpoint_site = site;
}

} // namespace holdfast::inline HOLDFAST_ABI
