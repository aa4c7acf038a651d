// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is behind every set and group of tasks. It is counted, and each of its
// tasks holds a count, so that it outlives the set or group object whatever the
// order of destruction.
//
// Lock order: one group lock at a time, and no call into foreign code (a
// handler, a callback, an executor) while it is held.
#pragma once

#include <holdfast/detail/registry.hpp>
#include <holdfast/detail/task_node.hpp>
#include <holdfast/ended_tasks.hpp>
#include <holdfast/limit.hpp>
#include <holdfast/on_destroy.hpp>
#include <holdfast/shutdown.hpp>
#include <holdfast/trace.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <string>

namespace holdfast::inline HOLDFAST_ABI {

/// Thrown by spawn() and start() once a group takes no more tasks. The
/// coroutine or callable that was to be spawned is destroyed.
class group_closed : public std::logic_error {
public:
  explicit group_closed(const std::string &group)
      : std::logic_error("task group '" + group + "' is closed") {}
};

/// The upper bounds of the classes of group_stats::lifetimes; the last class
/// has none.
inline constexpr std::array<std::chrono::milliseconds, 7> lifetime_bounds{
    std::chrono::milliseconds(1),   std::chrono::milliseconds(10),
    std::chrono::milliseconds(100), std::chrono::seconds(1),
    std::chrono::seconds(10),       std::chrono::minutes(1),
    std::chrono::minutes(10)};

/// Counters of a group since its birth.
struct group_stats {
  std::uint64_t spawned = 0;
  std::uint64_t succeeded = 0;
  std::uint64_t failed = 0;
  std::uint64_t cancelled = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t swallowed = 0; ///< were cancelled and returned all the same
  std::uint64_t rejected = 0;  ///< the group was closed, or full
  std::size_t active = 0;
  std::size_t peak = 0;
  /// How many ended tasks lived how long; see lifetime_bounds.
  std::array<std::uint64_t, lifetime_bounds.size() + 1> lifetimes{};
};

} // namespace holdfast::inline HOLDFAST_ABI

namespace holdfast::inline HOLDFAST_ABI::detail {

struct context_record;

/// Which failures bring the group down, and how.
struct fatal_rule {
  std::function<bool(const std::exception_ptr &)> test;
  std::function<void(group_state &)> begin;
};

struct group_state {
  /// Without a name it is called by `kind` and a number.
  group_state(net::any_io_executor executor, std::string name, const char *kind,
              std::source_location site);
  ~group_state();

  void add_ref() noexcept { refs.fetch_add(1, std::memory_order_relaxed); }
  /// For those who found it in a list and may have come too late.
  bool try_add_ref() noexcept {
    unsigned seen = refs.load(std::memory_order_relaxed);
    while (seen != 0)
      if (refs.compare_exchange_weak(seen, seen + 1, std::memory_order_acq_rel))
        return true;
    return false;
  }
  void release() noexcept {
    if (refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
      delete this;
  }

  /// Links a new node, or throws group_closed. The caller holds one count.
  /// Empty, without an exception, when the context is being destroyed.
  template <class Node>
  ref_ptr<Node> admit(const net::any_io_executor &executor,
                      const spawn_options &options, trace_level traced);
  /// admit() for a node that is there already: false where it gives nothing.
  bool enroll(task_node &node, trace_level traced);

  /// Links every live task into `out`, newest first, each with a count.
  std::vector<node_ptr> snapshot() const;

  /// Those that wait for a task or a group, at most 1000.
  std::vector<node_ptr> waiting_members() const;

  std::size_t cancel_all(std::string_view reason, net::cancellation_type type,
                         std::source_location site);

  bool idle() const noexcept { return stats.active == 0; }

  std::atomic<unsigned> refs{1};
  mutable spin_lock lock;
  list_hook tasks; ///< ring; oldest first
  task_node *free_nodes = nullptr;
  std::size_t free_count = 0;
  group_stats stats;
  bool closed = false;
  bool context_gone = false;
  std::size_t max_tasks = std::numeric_limits<std::size_t>::max();
  overflow rule = overflow::refuse;
  std::atomic<on_destroy> when_destroyed{default_on_destroy().load()};
  std::size_t exempt = 0;  ///< live tasks that wait in this group's shutdown()
  wait_list idle_waiters;  ///< wait for no task at all
  wait_list room_waiters;  ///< wait for fewer tasks than max_tasks
  wait_list quiet_waiters; ///< the shutdown: for none but the exempt
  wait_list shutdown_waiters;
  bool shutdown_begun = false;
  bool shutdown_ended = false;
  bool shutdown_seen_by_parent = false; ///< under the parent's lock
  shutdown_report report_of_shutdown;
  std::vector<std::function<void()>> close_hooks;
  std::optional<shutdown_policy> child_policy; ///< when its parent goes down
  std::unique_ptr<net::signal_set> signals;
  ref_ptr<group_state> parent;
  std::vector<group_state *>
      children; ///< oldest first; each leaves when it dies
  net::any_io_executor executor;
  std::atomic<trace_level> level{default_level().load()};
  std::shared_ptr<const error_handler> on_error;
  std::shared_ptr<const fatal_rule> fatal;
  ref_ptr<context_record> context;
  const std::string name;
  const std::shared_ptr<const std::string> shared_name; ///< for the log
  const std::source_location site; ///< where the group was made
  std::uint64_t id = 0;

  /// Tells the handler. True: the handler is a coroutine, which retires the
  /// node itself when it ends.
  bool report(task_node &node, const std::exception_ptr &error) noexcept;
  /// Unlinks an ended node, counts it, wakes whoever waits.
  void retire(task_node &node, task_state end, std::exception_ptr error,
              bool reported) noexcept;
  /// The context of `executor` is being destroyed, its frames still live.
  void context_is_going() noexcept;
  void give_block(void *block) noexcept;
  void set_handler(error_handler handler) {
    auto fresh = std::make_shared<const error_handler>(std::move(handler));
    const std::lock_guard hold(lock);
    on_error.swap(fresh);
  }
  bool is_going_down() const {
    const std::lock_guard hold(lock);
    return shutdown_begun;
  }
  void set_limit(std::size_t tasks, overflow how);
  /// Takes no more tasks. False when it was closed before.
  bool close();
  /// Makes this a child of `above`, once, before any task is spawned.
  void attach_to(group_state &above);
  void stop_signals() noexcept;
  /// The set or group object is being destroyed.
  void owner_is_gone() noexcept;

  void report_broken_handler(const std::exception_ptr &error) noexcept;
  /// Tells the handler about a failure that no handle has looked at.
  void report_now(task_node &node, const std::exception_ptr &error) noexcept;
  /// Tells the handler about a failure inside a task that goes on.
  void report_item(const std::exception_ptr &error, std::string_view name,
                   std::source_location site) noexcept;

private:
  void check_fatal(const std::exception_ptr &error) noexcept;
  void log_end(const task_node &node, task_state end,
               std::chrono::steady_clock::time_point now,
               const std::exception_ptr &error) noexcept;
  node_ptr oldest_running() const;
  void say_left(const char *what) noexcept;
  void *take_block();
  void tell(const std::shared_ptr<const error_handler> &handler,
            task_failure failure, const net::any_io_executor &on);
  task_failure failure_of(task_node &node, const std::exception_ptr &error,
                          std::shared_ptr<const error_handler> &handler) const;
  static net::awaitable<void>
  call_handler(std::shared_ptr<const error_handler> handler,
               task_failure failure);
  void run_async_handler(task_node &node,
                         std::shared_ptr<const error_handler> handler,
                         task_failure failure);
  static constexpr std::size_t max_free_nodes = 256;
};

using group_ptr = ref_ptr<group_state>;

} // namespace holdfast::inline HOLDFAST_ABI::detail

#include <holdfast/detail/group_lifetime.hpp>
#include <holdfast/detail/group_membership.hpp>
#include <holdfast/detail/group_reporting.hpp>
#include <holdfast/detail/task_node_impl.hpp>
