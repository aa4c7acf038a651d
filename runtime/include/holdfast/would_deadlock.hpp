// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Waiting for something that waits for oneself.
#pragma once

#include <holdfast/detail/group_state.hpp>

#include <algorithm>
#include <stdexcept>
#include <vector>

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

/// Whether one of `work` ends only after `self`: `self` is among them, or what
/// they wait for, over any number of tasks and groups, leads there.
inline bool wait_for(const task_node &self, std::vector<node_ptr> work) {
  std::vector<group_ptr> seen;
  for (int steps = 0; !work.empty() && steps < 1000; ++steps) {
    const node_ptr at = std::move(work.back());
    work.pop_back();
    if (at.get() == &self)
      return true;
    node_ptr next;
    group_ptr group;
    {
      const std::lock_guard hold(at->group->lock);
      if (!at->extra)
        continue;
      next = at->extra->waiting_on;
      group = at->extra->waiting_on_group;
    }
    if (next)
      work.push_back(std::move(next));
    if (!group || std::ranges::any_of(seen, [&](const group_ptr &s) {
          return s.get() == group.get();
        }))
      continue;
    if (group.get() == self.group)
      return true;
    for (node_ptr &member : group->waiting_members())
      work.push_back(std::move(member));
    seen.push_back(std::move(group));
  }
  return false;
}

/// The edge from the running task to what it waits for. It is set first and
/// looked along then: of two that close a cycle at the same time, at least one
/// sees it.
template <class Target> class waiting_edge {
public:
  explicit waiting_edge(Target &target) : self_(running_task()) {
    if (!self_)
      return;
    set(ref_ptr<Target>(&target));
    if (closes_a_cycle(target)) {
      set({});
      throw would_deadlock(self_->id);
    }
  }
  waiting_edge(const waiting_edge &) = delete;
  ~waiting_edge() {
    if (self_)
      set({});
  }

private:
  bool closes_a_cycle(task_node &target) const {
    std::vector<node_ptr> work;
    work.emplace_back(&target);
    return wait_for(*self_, std::move(work));
  }
  bool closes_a_cycle(group_state &target) const {
    return self_->group == &target ||
           wait_for(*self_, target.waiting_members());
  }
  static node_ptr &of(task_extra &extra, task_node *) {
    return extra.waiting_on;
  }
  static group_ptr &of(task_extra &extra, group_state *) {
    return extra.waiting_on_group;
  }
  void set(ref_ptr<Target> target) {
    const std::lock_guard hold(self_->group->lock);
    // The old value is released after the lock: it may be the last count.
    std::swap(of(self_->need_extra(), static_cast<Target *>(nullptr)), target);
  }
  node_ptr self_;
};

using waiting_for_task = waiting_edge<task_node>;
using waiting_for_group = waiting_edge<group_state>;

} // namespace detail

} // namespace holdfast::inline HOLDFAST_ABI
