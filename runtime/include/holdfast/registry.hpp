// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A look at every group and task of the process, from any thread.
#pragma once

#include <holdfast/detail/group_state.hpp>
#include <holdfast/ended_tasks.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>

namespace holdfast::inline HOLDFAST_ABI {

using group_id = std::uint64_t;

/// A group, as it was when it was looked at.
struct group_info {
  group_id id = 0;
  group_id parent = 0; ///< 0: a root
  std::string name;
  group_stats stats;
  bool closed = false;
  std::source_location site; ///< where it was made
  trace_level level = trace_level::off;
};

/// A live task, as it was when it was looked at.
struct task_info {
  task_id id = 0;
  task_id parent = 0; ///< the task that spawned it; 0: none, or not traced
  group_id group = 0;
  task_id waiting_on = 0;        ///< the task that it joins
  group_id waiting_on_group = 0; ///< the group that it drains
  std::string name;
  std::source_location site;
  task_state state = task_state::starting;
  unsigned cancel_requests = 0;
  std::chrono::steady_clock::time_point started;
  std::string checkpoint; ///< the last holdfast::checkpoint() that it passed
  std::source_location checkpoint_site; ///< line() 0: none
  std::uint32_t resumptions = 0;        ///< with trace_level::full
  std::chrono::nanoseconds busy{};      ///< with trace_level::full
};

/// Who spawned a task, or who cancelled it.
struct chain_link {
  task_id id = 0; ///< 0: code that is no task of ours
  std::string name;
  std::source_location site; ///< of the spawn, or of the cancel()
  std::string reason;        ///< of the cancellation
};

namespace detail {

inline std::vector<group_ptr> groups_alive() {
  auto &registry = group_registry::instance();
  std::vector<group_ptr> result;
  const std::lock_guard hold(registry.lock);
  for (group_state *group : registry.groups)
    if (group->try_add_ref())
      result.push_back(group_ptr::adopt(group));
  return result;
}

/// With the group's lock held.
inline task_info info_of(const task_node &node) {
  task_info info;
  info.id = node.id;
  info.parent = node.parent ? node.parent->id : 0;
  info.group = node.group->id;
  if (node.extra) {
    info.name = node.extra->name;
    if (node.extra->waiting_on)
      info.waiting_on = node.extra->waiting_on->id;
    if (node.extra->waiting_on_group)
      info.waiting_on_group = node.extra->waiting_on_group->id;
    info.checkpoint = node.extra->checkpoint;
    info.checkpoint_site = node.extra->checkpoint_site;
    info.resumptions = node.extra->resumptions.load(std::memory_order_relaxed);
    info.busy = std::chrono::nanoseconds(
        node.extra->busy_ns.load(std::memory_order_relaxed));
  }
  info.site = node.site;
  info.state = node.state.load(std::memory_order_relaxed);
  info.cancel_requests = node.cancel_requests.load(std::memory_order_relaxed);
  info.started = node.started;
  return info;
}

inline node_ptr find_live(task_id id) {
  for (const group_ptr &group : groups_alive())
    for (node_ptr &node : group->snapshot())
      if (node->id == id)
        return std::move(node);
  return {};
}

} // namespace detail

/// Every group that has an owner or a live task.
inline std::vector<group_info> all_groups() {
  std::vector<group_info> result;
  for (const detail::group_ptr &group : detail::groups_alive()) {
    const std::lock_guard hold(group->lock);
    result.push_back({group->id, group->parent ? group->parent->id : 0,
                      group->name, group->stats, group->closed, group->site,
                      group->level.load()});
  }
  return result;
}

/// The live tasks of a group, oldest first; of every group for 0. The group's
/// lock is held while its tasks are counted up, and for each that is copied.
inline std::vector<task_info> live_tasks(group_id of = 0) {
  std::vector<detail::node_ptr> nodes;
  for (const detail::group_ptr &group : detail::groups_alive()) {
    if (of != 0 && group->id != of)
      continue;
    auto members = group->snapshot();
    nodes.insert(nodes.end(), std::make_move_iterator(members.rbegin()),
                 std::make_move_iterator(members.rend()));
  }
  std::vector<task_info> result;
  result.reserve(nodes.size());
  for (const detail::node_ptr &node : nodes) {
    const std::lock_guard hold(node->group->lock);
    result.push_back(detail::info_of(*node));
  }
  return result;
}

/// The live tasks that one line of code has spawned.
struct site_count {
  std::source_location site;
  std::string name; ///< of the oldest
  std::size_t count = 0;
  std::chrono::steady_clock::time_point oldest;
};

/// Live tasks by spawn site, the most numerous first: what piles up, and who
/// makes it. Of one group, or of every group for 0.
inline std::vector<site_count> tasks_by_site(group_id of = 0) {
  using place = std::tuple<std::string_view, std::uint32_t, std::uint32_t>;
  std::map<place, site_count> sites;
  for (task_info &task : live_tasks(of)) {
    site_count &at = sites[place(task.site.file_name(), task.site.line(),
                                 task.site.column())];
    if (at.count++ == 0 || task.started < at.oldest) {
      at.site = task.site;
      at.name = std::move(task.name);
      at.oldest = task.started;
    }
  }
  std::vector<site_count> result;
  for (auto &[where, count] : sites)
    result.push_back(std::move(count));
  std::sort(result.begin(), result.end(),
            [](const site_count &a, const site_count &b) {
              return a.count != b.count ? a.count > b.count
                                        : a.oldest < b.oldest;
            });
  return result;
}

/// From the task itself to the oldest known ancestor. Live ancestors and ended
/// ones alike; empty for an unknown id.
inline std::vector<chain_link> creation_chain(task_id id) {
  std::vector<chain_link> chain;
  detail::node_ptr node = detail::find_live(id);
  for (; node; node = node->parent) {
    const std::lock_guard hold(node->group->lock);
    chain.push_back({node->id,
                     node->extra ? node->extra->name : std::string(),
                     node->site,
                     {}});
    id = 0;
  }
  while (id != 0) {
    const auto record = ended_tasks().find(id);
    if (record.empty())
      break;
    chain.push_back({id, record[0].name, record[0].site, {}});
    id = record[0].parent;
  }
  return chain;
}

/// Who cancelled the task, who cancelled that one, and so on; the last link has
/// id 0 when it was code outside every task. Empty when it was not cancelled.
inline std::vector<chain_link> cancellation_chain(task_id id) {
  std::vector<chain_link> chain;
  while (id != 0 && chain.size() < 64) {
    chain_link link;
    bool cancelled = false;
    if (const auto node = detail::find_live(id)) {
      const std::lock_guard hold(node->group->lock);
      if (node->extra && node->extra->cancel_site.line() != 0) {
        cancelled = true;
        link = {node->extra->cancelled_by,
                {},
                node->extra->cancel_site,
                node->extra->cancel_reason};
      }
    } else if (const auto record = ended_tasks().find(id); !record.empty()) {
      cancelled = record[0].cancel_site.line() != 0;
      link = {record[0].cancelled_by,
              {},
              record[0].cancel_site,
              record[0].cancel_reason};
    }
    if (!cancelled)
      break;
    chain.push_back(link);
    id = link.id;
  }
  return chain;
}

/// Asks a live task to cancel and returns at once. False for an unknown task or
/// one that is done.
inline bool
cancel_task(task_id id, std::string_view reason,
            std::source_location site = std::source_location::current()) {
  const detail::node_ptr node = detail::find_live(id);
  return node &&
         node->request_cancel(reason, net::cancellation_type::terminal, site);
}

/// The task that this thread is running now, or 0; only with tracing.
inline task_id current_task() noexcept {
  const detail::task_node *node = detail::running_task();
  return node ? node->id : 0;
}

/// The group of current_task(), or 0.
inline group_id current_group() noexcept {
  const detail::task_node *node = detail::running_task();
  return node ? node->group->id : 0;
}

} // namespace holdfast::inline HOLDFAST_ABI
