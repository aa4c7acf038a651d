// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Waiting for something that waits for oneself.
#pragma once

#include <holdfast/detail/group_state.hpp>

#include <stdexcept>

namespace holdfast::inline HOLDFAST_ABI {

/// Thrown by join(), wait() and drain() when the wait could never end: the
/// caller is the task itself, or a task of the group, or the task waited for
/// waits, over any number of others, for the caller. Found among tasks that are
/// traced; with trace_level::off the wait just does not end.
class would_deadlock : public std::logic_error {
public:
  explicit would_deadlock(task_id id)
      : std::logic_error("task #" + std::to_string(id) +
                         " would wait for itself") {}
};

namespace detail {

/// The edge from the running task to the one that it waits for.
class waiting_scope {
public:
  explicit waiting_scope(task_node &target) : self_(running_task()) {
    if (!self_)
      return;
    // Set first and looked at then: of two that close a cycle at the same time,
    // at least one sees it.
    set(node_ptr(&target));
    node_ptr at(&target);
    for (int steps = 0; at && steps < 1000; ++steps) {
      if (at.get() == self_.get()) {
        set({});
        throw would_deadlock(self_->id);
      }
      const std::lock_guard hold(at->group->lock);
      at = at->extra ? at->extra->waiting_on : node_ptr();
    }
  }
  waiting_scope(const waiting_scope &) = delete;
  ~waiting_scope() {
    if (self_)
      set({});
  }

private:
  void set(node_ptr target) {
    const std::lock_guard hold(self_->group->lock);
    // The old value is released after the lock: it may be the last count.
    std::swap(self_->need_extra().waiting_on, target);
  }
  node_ptr self_;
};

/// For the wait until a group is empty.
inline void check_not_inside(const group_state &group) {
  if (const task_node *task = running_task(); task && task->group == &group)
    throw would_deadlock(task->id);
}

} // namespace detail

} // namespace holdfast::inline HOLDFAST_ABI
