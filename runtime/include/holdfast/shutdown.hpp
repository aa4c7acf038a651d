// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a group is brought down, and what became of its tasks.
#pragma once

#include <holdfast/config.hpp>
#include <holdfast/task_failure.hpp>
#include <holdfast/task_state.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <source_location>
#include <string>
#include <vector>

namespace holdfast::inline HOLDFAST_ABI {

/// The limits of a shutdown. All durations are upper bounds.
///
/// The constructor is declared on purpose: see spawn_options.
struct shutdown_policy {
  using duration = std::chrono::steady_clock::duration;

  shutdown_policy() noexcept {}
  /// `grace` for tasks to end by themselves, then `cancel_timeout` for those
  /// that were cancelled.
  explicit shutdown_policy(duration grace,
                           duration cancel_timeout = std::chrono::seconds(10))
      : grace(grace), cancel_timeout(cancel_timeout) {}

  duration grace{};
  duration cancel_timeout = std::chrono::seconds(10);
  /// A task may swallow one cancellation; it is asked again this often.
  duration recancel_every = std::chrono::seconds(1);
  /// Sent at the start of the grace phase, to tasks that have opted in with
  /// enable_partial_cancellation or enable_total_cancellation; Asio's default
  /// filter lets only `terminal` pass, which is what the second phase sends.
  net::cancellation_type soft = net::cancellation_type::none;
  /// False: the group takes new tasks until its child groups are down.
  bool close_first = true;
  std::string reason = "shutdown";

  /// This policy with no limit longer than the parent's.
  shutdown_policy within(const shutdown_policy &parent) const {
    shutdown_policy result = *this;
    result.grace = std::min(grace, parent.grace);
    result.cancel_timeout = std::min(cancel_timeout, parent.cancel_timeout);
    return result;
  }
};

/// A task that was still alive when the limit was reached.
struct stuck_task {
  task_id id = 0;
  std::string name;
  std::source_location site;
  std::chrono::steady_clock::duration age{};
  std::string checkpoint; ///< the last holdfast::checkpoint() that it passed
  std::source_location checkpoint_site; ///< line() 0: none
};

/// What became of the tasks that were alive when the shutdown began. The
/// children's reports are in `children`, in the order in which they went down.
struct shutdown_report {
  std::string group;
  std::size_t finished = 0;  ///< returned without being asked to cancel
  std::size_t failed = 0;    ///< ended with an exception
  std::size_t cancelled = 0; ///< were cancelled and let it pass
  std::size_t swallowed = 0; ///< were cancelled and returned all the same
  std::vector<stuck_task> stuck;
  std::vector<shutdown_report> children;
  std::chrono::steady_clock::duration took{};

  /// No task of the group or of any group below it is stuck.
  bool clean() const noexcept {
    for (const shutdown_report &child : children)
      if (!child.clean())
        return false;
    return stuck.empty();
  }
};

} // namespace holdfast::inline HOLDFAST_ABI
