// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one coroutine that brings a group down. It belongs to no group, runs on
// the group's executor, and is never cancelled.
#pragma once

#include <holdfast/detail/clock.hpp>
#include <holdfast/detail/launch.hpp>

#include <memory>

namespace holdfast::inline HOLDFAST_ABI::detail {

/// Waits for `list` until `ready`, at most for `limit`. Runs on `executor`,
/// which must run one function at a time.
template <class Owner, class Ready, class List>
net::awaitable<void> wait_limited(ref_ptr<Owner> group, Ready ready, List list,
                                  duration limit) {
  const net::any_io_executor executor = co_await net::this_coro::executor;
  // Both are shared: the timer's handler may be queued when the wait ends.
  struct shared {
    explicit shared(const net::any_io_executor &ex) : deadline(ex) {}
    timer deadline;
    net::cancellation_signal stop;
  };
  auto both = std::make_shared<shared>(executor);
  both->deadline.expires_after(limit);
  both->deadline.async_wait([both](error_code ec) {
    if (!ec)
      both->stop.emit(net::cancellation_type::terminal);
  });
  try {
    co_await async_wait_on(
        group, ready, list,
        net::bind_cancellation_slot(both->stop.slot(), net::use_awaitable));
  } catch (const system_error &) {
    // The limit was reached.
  }
  both->deadline.cancel();
}

inline bool quiet(group_state &group) noexcept {
  return group.stats.active <= group.exempt;
}

inline net::awaitable<void> wait_quiet(group_ptr group, duration limit) {
  return wait_limited(
      std::move(group), quiet,
      [](group_state &g) -> wait_list & { return g.quiet_waiters; }, limit);
}

inline bool is_quiet(group_state &group) {
  const std::lock_guard hold(group.lock);
  return quiet(group);
}

inline void close_group(group_state &group) {
  if (!group.close())
    return;
  std::vector<std::function<void()>> hooks;
  {
    const std::lock_guard hold(group.lock);
    hooks.swap(group.close_hooks);
  }
  for (auto &hook : hooks) {
    try {
      hook();
    } catch (...) {
      group.report_broken_handler(std::current_exception());
    }
  }
}

void begin_shutdown(group_ptr group, shutdown_policy policy) noexcept;

inline bool is_below(const group_state *group, const group_state &top) {
  for (; group; group = group->parent.get())
    if (group == &top)
      return true;
  return false;
}

/// A task that waits in the shutdown of its own group, or of one above it, is
/// neither cancelled nor waited for.
class exempt_caller {
public:
  explicit exempt_caller(group_state &top) : top_(top) {
    if (task_node *task = running_task())
      (void)claim(*task);
  }
  exempt_caller(const exempt_caller &) = delete;
  ~exempt_caller() {
    if (!task_)
      return;
    const std::lock_guard hold(task_->group->lock);
    if (std::exchange(task_->exempt, false))
      --task_->group->exempt;
  }

  /// Called with the task whose cancellation has just reached the wait: that is
  /// how the caller is found when tasks are not traced. True when it belongs
  /// below `top`; the cancellation is then for nobody.
  bool claim(task_node &task) noexcept {
    if (task_ || !is_below(task.group, top_))
      return task_.get() == &task;
    wait_list waiters;
    {
      const std::lock_guard hold(task.group->lock);
      task_ = node_ptr(&task);
      task.exempt = true;
      ++task.group->exempt;
      wait_list taken = task.group->quiet_waiters.take();
      waiters.swap(taken);
    }
    waiters.complete_all();
    return true;
  }

private:
  group_state &top_;
  node_ptr task_;
};

/// The report of a shutdown that has begun, when it has ended. `caller` may be
/// null.
inline net::awaitable<shutdown_report> report_of(group_ptr group,
                                                 exempt_caller *caller) {
  co_await async_wait_on(
      group, [](group_state &g) { return g.shutdown_ended || g.context_gone; },
      [](group_state &g) -> wait_list & { return g.shutdown_waiters; },
      net::use_awaitable,
      [caller] {
        task_node *task = emitting();
        return caller && task && caller->claim(*task);
      });
  const std::lock_guard hold(group->lock);
  co_return group->report_of_shutdown;
}

/// Asks all but the exempt, newest first, and those it owns below too.
inline void cancel_members(group_state &group, const std::string &reason,
                           net::cancellation_type type) {
  for (const node_ptr &node : group.snapshot()) {
    {
      const std::lock_guard hold(group.lock);
      if (node->exempt)
        continue;
    }
    if (type == net::cancellation_type::terminal)
      (void)node->request_cancel(reason, type, std::source_location::current());
    else
      net::dispatch(node->executor(), [node, type] { node->emit(type); });
  }
}

/// What a child may use of its parent's time: what is left of the grace, and
/// half of what is left in all, so that a stuck child leaves some for the rest.
inline shutdown_policy share_of(const group_state &child,
                                const shutdown_policy &policy,
                                clock::time_point began) {
  const auto used = clock::now() - began;
  shutdown_policy left = policy;
  left.grace = std::max<duration>(policy.grace - used, duration::zero());
  left.cancel_timeout =
      std::max<duration>(policy.grace + policy.cancel_timeout - used -
                             left.grace,
                         duration::zero()) /
      2;
  const std::lock_guard hold(child.lock);
  return child.child_policy ? child.child_policy->within(left) : left;
}

inline std::vector<stuck_task> live_tasks(const group_state &group) {
  std::vector<stuck_task> result;
  for (list_hook *at = group.tasks.next; at != &group.tasks; at = at->next) {
    const auto &node = *static_cast<task_node *>(at);
    if (!node.exempt)
      result.push_back(
          {node.id, node.extra ? node.extra->name : std::string(), node.site,
           record_time() - node.started,
           node.extra ? node.extra->checkpoint : std::string(),
           node.extra ? node.extra->checkpoint_site : std::source_location()});
  }
  return result;
}

/// The report of a child, also of one whose shutdown did not end in its limit.
inline shutdown_report report_so_far(const group_state &child) {
  const std::lock_guard hold(child.lock);
  if (child.shutdown_ended)
    return child.report_of_shutdown;
  shutdown_report report;
  report.group = child.name;
  report.stuck = live_tasks(child);
  return report;
}

/// `before` is what the group had counted when the shutdown was asked for.
inline net::awaitable<shutdown_report>
bring_down(group_ptr group, shutdown_policy policy, group_stats before) {
  // Whoever asked for it may be one of the tasks: let it reach its wait first.
  co_await net::post(net::use_awaitable);
  const auto began = clock::now();
  shutdown_report report;
  report.group = group->name;
  if (policy.close_first)
    close_group(*group);
  for (;;) {
    group_ptr child;
    {
      const std::lock_guard hold(group->lock);
      for (auto at = group->children.rbegin(); at != group->children.rend();
           ++at)
        if (!(*at)->shutdown_seen_by_parent) {
          (*at)->shutdown_seen_by_parent = true;
          child = group_ptr(*at);
          break;
        }
    }
    if (!child)
      break;
    const shutdown_policy limits = share_of(*child, policy, began);
    begin_shutdown(child, limits);
    // Its executor may be one that nobody runs.
    co_await wait_limited(
        child,
        [](group_state &g) { return g.shutdown_ended || g.context_gone; },
        [](group_state &g) -> wait_list & { return g.shutdown_waiters; },
        limits.grace + limits.cancel_timeout + std::chrono::seconds(1));
    report.children.push_back(report_so_far(*child));
  }
  close_group(*group);
  const duration grace = policy.grace - (clock::now() - began);
  if (grace > duration::zero() && !is_quiet(*group)) {
    if (policy.soft != net::cancellation_type::none)
      cancel_members(*group, policy.reason, policy.soft);
    co_await wait_quiet(group, grace);
  }
  // A grace phase that ended early leaves its time unused, not to the second.
  const auto deadline =
      std::min(clock::now(), began + policy.grace) + policy.cancel_timeout;
  while (!is_quiet(*group)) {
    cancel_members(*group, policy.reason, net::cancellation_type::terminal);
    const auto left = deadline - clock::now();
    if (left <= duration::zero())
      break;
    co_await wait_quiet(
        group, std::min<duration>(
                   left, std::max<duration>(policy.recancel_every,
                                            std::chrono::milliseconds(1))));
  }
  {
    const std::lock_guard hold(group->lock);
    const group_stats &now = group->stats;
    report.failed = now.failed - before.failed;
    report.cancelled = now.cancelled - before.cancelled;
    report.swallowed = now.swallowed - before.swallowed;
    report.finished = now.succeeded - before.succeeded - report.swallowed;
    report.stuck = live_tasks(*group);
  }
  report.took = clock::now() - began;
  co_return report;
}

inline void end_shutdown(group_state &group, shutdown_report report) {
  wait_list waiters;
  {
    const std::lock_guard hold(group.lock);
    group.report_of_shutdown = std::move(report);
    group.shutdown_ended = true;
    wait_list taken = group.shutdown_waiters.take();
    waiters.swap(taken);
  }
  // A signal_set that waits would keep run() from returning.
  group.stop_signals();
  waiters.complete_all();
}

inline void begin_shutdown(group_ptr group, shutdown_policy policy) noexcept {
  try {
    group_stats before;
    {
      const std::lock_guard hold(group->lock);
      if (group->shutdown_begun || group->context_gone)
        return;
      group->shutdown_begun = true;
      before = group->stats;
    }
    if (policy.close_first)
      close_group(*group);
    net::co_spawn(net::make_strand(group->executor),
                  bring_down(group, std::move(policy), before),
                  [group](std::exception_ptr error, shutdown_report report) {
                    if (error) {
                      group->report_broken_handler(error);
                      report.group = group->name;
                    }
                    end_shutdown(*group, std::move(report));
                  });
  } catch (...) {
    group->report_broken_handler(std::current_exception());
  }
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
