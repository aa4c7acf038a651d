// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is behind every set and group of tasks. It is counted, and each of its
// tasks holds a count, so that it outlives the set or group object whatever the
// order of destruction.
//
// Lock order: one group lock at a time, and no call into foreign code (a
// handler, a callback, an executor) while it is held.
#pragma once

#include <holdfast/detail/task_node.hpp>

#include <cstddef>
#include <cstdio>
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

/// Counters of a group since its birth.
struct group_stats {
  std::uint64_t spawned = 0;
  std::uint64_t succeeded = 0;
  std::uint64_t failed = 0;
  std::uint64_t cancelled = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t swallowed = 0; ///< were cancelled and returned all the same
  std::uint64_t rejected = 0;  ///< spawned after the group was closed
  std::size_t active = 0;
  std::size_t peak = 0;
};

} // namespace holdfast::inline HOLDFAST_ABI

namespace holdfast::inline HOLDFAST_ABI::detail {

struct context_record;

struct group_state {
  group_state(net::any_io_executor executor, std::string name);
  ~group_state();

  void add_ref() noexcept { refs.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept {
    if (refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
      delete this;
  }

  /// Links a new node, or throws group_closed. The caller holds one count.
  /// Empty, without an exception, when the context is being destroyed.
  template <class Node>
  ref_ptr<Node> admit(net::any_io_executor executor,
                      const spawn_options &options);

  /// Links every live task into `out`, newest first, each with a count.
  std::vector<node_ptr> snapshot() const;

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
  wait_list idle_waiters;
  net::any_io_executor executor;
  std::shared_ptr<const error_handler> on_error;
  ref_ptr<context_record> context;
  const std::string name;

  /// Tells the handler. True: the handler is a coroutine, which retires the
  /// node itself when it ends.
  bool report(task_node &node, const std::exception_ptr &error) noexcept;
  /// Unlinks an ended node, counts it, wakes whoever waits.
  void retire(task_node &node, task_state end,
              std::exception_ptr error) noexcept;
  /// The context of `executor` is being destroyed, its frames still live.
  void context_is_going() noexcept;
  void give_block(void *block) noexcept;
  void set_handler(error_handler handler) {
    auto fresh = std::make_shared<const error_handler>(std::move(handler));
    const std::lock_guard hold(lock);
    on_error.swap(fresh);
  }
  /// The set or group object is being destroyed.
  void owner_is_gone() noexcept;

private:
  void say_left(const char *what) noexcept;
  void *take_block();
  void run_async_handler(task_node &node,
                         std::shared_ptr<const error_handler> handler,
                         task_failure failure);
  void report_broken_handler(const std::exception_ptr &error) noexcept;
  static constexpr std::size_t max_free_nodes = 256;
};

using group_ptr = ref_ptr<group_state>;

} // namespace holdfast::inline HOLDFAST_ABI::detail

#include <holdfast/detail/group_state_impl.hpp>
