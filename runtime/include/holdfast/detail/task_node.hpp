// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The record of one task: what a group links, what a handle points to, what a
// monitor reads. Counted; the list of its group, its completion handler and
// each handle hold one count.
#pragma once

#include <holdfast/detail/ref_ptr.hpp>
#include <holdfast/detail/wait_list.hpp>
#include <holdfast/spawn_options.hpp>
#include <holdfast/task_failure.hpp>
#include <holdfast/task_state.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace holdfast::inline HOLDFAST_ABI::detail {

struct group_state;

/// Ids come in blocks for each thread, so that spawning threads share no line.
inline task_id next_task_id() noexcept {
  constexpr task_id block = 64;
  static std::atomic<task_id> next_block{0};
  thread_local task_id next = 0, end = 0;
  if (next == end) {
    next = next_block.fetch_add(1, std::memory_order_relaxed) * block + 1;
    end = next + block;
  }
  return next++;
}

struct task_node;

/// What only few tasks have. Guarded by the group's lock.
struct task_extra {
  task_extra();
  ~task_extra();
  std::string name;
  std::string cancel_reason;
  std::source_location cancel_site;
  std::string checkpoint;
  std::source_location checkpoint_site;
  task_id cancelled_by = 0;              ///< 0: by code that is no task of ours
  ref_ptr<task_node> waiting_on;         ///< the task that this one joins
  ref_ptr<group_state> waiting_on_group; ///< the group that this one drains
  wait_list waiters;
  std::vector<std::pair<std::uint64_t, std::function<void()>>> on_done;
  /// With trace_level::full, when it is made before the task is published.
  std::atomic<std::uint32_t> resumptions{0};
  std::atomic<std::int64_t> busy_ns{0};
};

/// The task that this thread is running, or null.
inline task_node *&running_task() noexcept {
  thread_local task_node *node = nullptr;
  return node;
}

/// The task that this thread began last and may still be in its first turn of:
/// it has waited for nothing yet. See task_node::emit().
inline task_node *&first_turn() noexcept {
  thread_local task_node *node = nullptr;
  return node;
}
struct first_turn_scope {
  first_turn_scope() = default;
  first_turn_scope(const first_turn_scope &) = delete;
  ~first_turn_scope() { first_turn() = outer; }
  task_node *const outer = first_turn();
};

struct list_hook {
  list_hook *previous = nullptr;
  list_hook *next = nullptr;
};

struct task_node : list_hook {
  task_node(group_state &group, const net::any_io_executor &executor,
            const spawn_options &options);
  virtual ~task_node();
  /// Keeps the exception for a handle; plain nodes drop it.
  virtual void keep(std::exception_ptr) noexcept {}

  void add_ref() noexcept { refs.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept;

  /// First thing on the task's executor. False: cancelled before it started.
  bool start() noexcept;
  /// Last thing on the task's executor; also called when the context dies.
  void finish(std::exception_ptr error, bool abandoned) noexcept;
  /// From any thread. False when the task is done already.
  bool request_cancel(std::string_view reason, net::cancellation_type type,
                      std::source_location site);
  /// On the task's executor only.
  void emit(net::cancellation_type type) noexcept;
  void emit_now(net::cancellation_type type) noexcept;
  /// Where emit() goes to; a native task looks at the type first.
  virtual void deliver(net::cancellation_type type) { signal.emit(type); }

  /// What the task runs on, without the task_executor that may be around it.
  const net::any_io_executor &executor() const noexcept;

  task_extra &need_extra() {
    if (!extra) {
      extra = std::make_unique<task_extra>();
      has_extra.store(true, std::memory_order_release);
    }
    return *extra;
  }

  // Sixteen bytes. Each live task pays for what is added here.
  std::atomic<unsigned> refs{1};
  std::atomic<task_state> state{task_state::starting};
  std::atomic<std::uint8_t> cancel_requests{0};
  std::atomic<bool> reports_at_once{
      true};                          ///< the exception goes to the handler
  std::atomic<bool> has_extra{false}; ///< to look without the lock
  bool recyclable = false;    ///< plain node that the group may use again
  bool keeps_outcome = false; ///< a handle wants the result or the exception
  bool exempt = false; ///< waits in shutdown() of its own group; under the lock
  bool preserved = false;
  bool ended = false;         ///< finish() has run; on the task's executor only
  bool traced = false;        ///< its group traces; it goes into the log
  bool timed = false;         ///< trace_level::full
  std::uint8_t ancestors = 0; ///< length of the chain of parents kept

  ref_ptr<task_node> parent; ///< the task that spawned this one, when traced
  group_state *group;
  net::cancellation_signal signal;
  /// Null for a task on its group's own executor, as nearly all are: a
  /// type-erased executor is 56 bytes.
  std::unique_ptr<const net::any_io_executor> own_executor;
  task_id id;
  std::source_location site;
  std::chrono::steady_clock::time_point started;
  /// A callable in the task's frame that is let go before the frame is, so that
  /// what it holds is gone when the task counts as done.
  void *payload = nullptr;
  void (*drop_payload)(void *) noexcept = nullptr;
  std::unique_ptr<task_extra> extra;
};

/// The node of a task whose outcome a handle can read. The result is written
/// before `state` becomes done and never changes after that.
template <class T> struct outcome_node : task_node {
  using task_node::task_node;
  void keep(std::exception_ptr e) noexcept override { error = std::move(e); }
  std::optional<T> value;
  std::exception_ptr error;
  std::atomic<bool> observed{false}; ///< somebody looked at the outcome
};
template <> struct outcome_node<void> : task_node {
  using task_node::task_node;
  void keep(std::exception_ptr e) noexcept override { error = std::move(e); }
  std::exception_ptr error;
  std::atomic<bool> observed{false};
};

using node_ptr = ref_ptr<task_node>;

} // namespace holdfast::inline HOLDFAST_ABI::detail
