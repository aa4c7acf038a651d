// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How tasks enter and leave a group.
#pragma once

#include <holdfast/detail/clock.hpp>
#include <holdfast/detail/context_record.hpp>
#include <holdfast/detail/task_executor.hpp>
#include <new>

namespace holdfast::inline HOLDFAST_ABI::detail {

inline std::string group_name(std::string given, const char *kind) {
  static std::atomic<std::uint64_t> next{1};
  if (!given.empty())
    return given;
  return kind + ("-" + std::to_string(next.fetch_add(1)));
}

inline group_state::group_state(net::any_io_executor ex, std::string given_name,
                                const char *kind, std::source_location made_at)
    : executor(untraced(ex)), on_error(std::make_shared<const error_handler>()),
      context(net::use_service<context_service>(context_of(executor)).record()),
      name(group_name(std::move(given_name), kind)),
      shared_name(std::make_shared<const std::string>(name)), site(made_at) {
  tasks.previous = tasks.next = &tasks;
  context->attach(*this);
  id = group_registry::instance().add(*this);
}

inline group_state::~group_state() {
  group_registry::instance().remove(*this);
  context->detach(*this);
  while (free_nodes) {
    void *block = free_nodes;
    free_nodes = *static_cast<task_node **>(block);
    ::operator delete(block);
  }
}

inline void *group_state::take_block() {
  {
    const std::lock_guard hold(lock);
    if (free_nodes) {
      void *block = free_nodes;
      free_nodes = *static_cast<task_node **>(block);
      --free_count;
      return block;
    }
  }
  return ::operator new(sizeof(task_node));
}

inline void group_state::give_block(void *block) noexcept {
  {
    const std::lock_guard hold(lock);
    if (free_count < max_free_nodes) {
      *static_cast<task_node **>(block) = free_nodes;
      free_nodes = static_cast<task_node *>(block);
      ++free_count;
      return;
    }
  }
  ::operator delete(block);
}

/// The chain is cut after some generations: a task that spawns its successor
/// and ends must not keep all of its ancestors.
inline void adopt_parent(task_node &node) noexcept {
  task_node *parent = running_task();
  if (!parent || parent->ancestors >= 15)
    return;
  node.ancestors = parent->ancestors + 1;
  node.parent = node_ptr(parent);
}

template <class Node>
ref_ptr<Node> group_state::admit(const net::any_io_executor &ex,
                                 const spawn_options &options,
                                 trace_level traced) {
  ref_ptr<Node> node;
  if constexpr (std::is_same_v<Node, task_node>) {
    void *block = take_block();
    try {
      node = ref_ptr<Node>::adopt(new (block) task_node(*this, ex, options));
    } catch (...) {
      give_block(block);
      throw;
    }
    node->recyclable = true;
  } else {
    node = ref_ptr<Node>::adopt(new Node(*this, ex, options));
  }
  return enroll(*node, traced) ? std::move(node) : ref_ptr<Node>();
}

inline bool group_state::enroll(task_node &node, trace_level traced) {
  if (traced != trace_level::off) {
    node.traced = true;
    node.timed = traced == trace_level::full;
    if (node.timed)
      (void)node.need_extra();
    adopt_parent(node);
  }
  node_ptr oldest;
  bool full = false, refused = true;
  {
    const std::lock_guard hold(lock);
    if (!closed && !context_gone) {
      if (stats.active >= max_tasks) [[unlikely]] {
        full = rule == overflow::refuse;
        if (!full)
          oldest = oldest_running();
      }
      refused = full;
    }
    if (refused) {
      ++stats.rejected;
    } else {
      node.add_ref();
      node.previous = tasks.previous;
      node.next = &tasks;
      tasks.previous->next = &node;
      tasks.previous = &node;
      ++stats.spawned;
      if (++stats.active > stats.peak)
        stats.peak = stats.active;
    }
  }
  if (full)
    throw group_full(name);
  // Destructors that run while a context dies may spawn: they must not throw.
  if (refused && !context_gone)
    throw group_closed(name);
  if (oldest)
    (void)oldest->request_cancel("the group is full",
                                 net::cancellation_type::terminal, node.site);
  return !refused;
}

/// The oldest task that nobody has asked to cancel. With the lock held.
inline node_ptr group_state::oldest_running() const {
  for (list_hook *at = tasks.next; at != &tasks; at = at->next) {
    auto *node = static_cast<task_node *>(at);
    if (node->cancel_requests.load(std::memory_order_relaxed) == 0)
      return node_ptr(node);
  }
  return {};
}

inline void group_state::set_limit(std::size_t most, overflow how) {
  wait_list woken;
  {
    const std::lock_guard hold(lock);
    max_tasks = most;
    rule = how;
    wait_list taken = room_waiters.take();
    woken.swap(taken);
  }
  woken.complete_all();
}

inline bool group_state::close() {
  wait_list woken;
  {
    const std::lock_guard hold(lock);
    if (std::exchange(closed, true))
      return false;
    wait_list taken = room_waiters.take();
    woken.swap(taken);
  }
  woken.complete_all();
  return true;
}

inline void group_state::retire(task_node &node, task_state end,
                                std::exception_ptr error,
                                bool reported) noexcept {
  wait_list joined, drained, quiet, roomy;
  std::vector<std::pair<std::uint64_t, std::function<void()>>> callbacks;
  if (node.keeps_outcome && error)
    node.keep(error);
  const auto now = record_time();
  if (node.traced)
    log_end(node, end, now, error);
  bool late = false;
  const bool asked = node.cancel_requests.load(std::memory_order_relaxed) != 0;
  {
    const std::lock_guard hold(lock);
    node.state.store(end, std::memory_order_release);
    if (node.extra) {
      wait_list taken = node.extra->waiters.take();
      joined.swap(taken);
      callbacks.swap(node.extra->on_done);
    }
    switch (end) {
    case task_state::succeeded:
      ++stats.succeeded;
      if (asked)
        ++stats.swallowed;
      break;
    case task_state::failed:
      ++stats.failed;
      break;
    case task_state::cancelled:
      ++stats.cancelled;
      break;
    default:
      ++stats.abandoned;
      break;
    }
    node.previous->next = node.next;
    node.next->previous = node.previous;
    const auto lived = now - node.started;
    std::size_t lifetime = 0;
    while (lifetime < lifetime_bounds.size() &&
           lived >= lifetime_bounds[lifetime])
      ++lifetime;
    ++stats.lifetimes[lifetime];
    // Its handle was let go between the report's time and now.
    late = end == task_state::failed && !reported &&
           node.reports_at_once.load(std::memory_order_acquire);
    exempt -= node.exempt;
    if (--stats.active <= exempt) {
      wait_list taken = quiet_waiters.take();
      quiet.swap(taken);
    }
    if (stats.active == 0) {
      wait_list taken = idle_waiters.take();
      drained.swap(taken);
    }
    if (stats.active < max_tasks) {
      wait_list taken = room_waiters.take();
      roomy.swap(taken);
    }
  }
  for (auto &[id, callback] : callbacks) {
    try {
      callback();
    } catch (...) {
      std::fprintf(stderr, "holdfast: a callback of task #%llu threw: %s\n",
                   static_cast<unsigned long long>(node.id),
                   describe(std::current_exception()).c_str());
    }
  }
  if (late)
    report_now(node, error);
  if (end == task_state::failed)
    check_fatal(error);
  error = nullptr;
  joined.complete_all();
  drained.complete_all();
  quiet.complete_all();
  roomy.complete_all();
  node.release(); // the list's count
}

inline void group_state::log_end(const task_node &node, task_state end,
                                 std::chrono::steady_clock::time_point now,
                                 const std::exception_ptr &error) noexcept {
  try {
    ended_task record;
    record.id = node.id;
    record.parent = node.parent ? node.parent->id : 0;
    record.group = shared_name;
    record.site = node.site;
    record.state = end;
    record.started = node.started;
    record.ended = now;
    if (end == task_state::failed)
      record.error = describe(error);
    if (node.has_extra.load(std::memory_order_acquire)) {
      const std::lock_guard hold(lock);
      record.name = node.extra->name;
      record.cancelled_by = node.extra->cancelled_by;
      record.cancel_reason = node.extra->cancel_reason;
      record.cancel_site = node.extra->cancel_site;
    }
    ended_tasks().add(std::move(record), node.preserved);
  } catch (...) {
    // Without memory there is no record; the task ends all the same.
  }
}

inline std::vector<node_ptr> group_state::snapshot() const {
  const std::lock_guard hold(lock);
  std::vector<node_ptr> nodes;
  nodes.reserve(stats.active);
  for (list_hook *at = tasks.previous; at != &tasks; at = at->previous)
    nodes.emplace_back(static_cast<task_node *>(at));
  return nodes;
}

inline std::vector<node_ptr> group_state::waiting_members() const {
  const std::lock_guard hold(lock);
  std::vector<node_ptr> nodes;
  for (list_hook *at = tasks.next; at != &tasks && nodes.size() < 1000;
       at = at->next) {
    auto *node = static_cast<task_node *>(at);
    if (node->extra &&
        (node->extra->waiting_on || node->extra->waiting_on_group))
      nodes.emplace_back(node);
  }
  return nodes;
}

inline std::size_t group_state::cancel_all(std::string_view reason,
                                           net::cancellation_type type,
                                           std::source_location from) {
  std::size_t asked = 0;
  for (const node_ptr &node : snapshot())
    asked += node->request_cancel(reason, type, from);
  return asked;
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
