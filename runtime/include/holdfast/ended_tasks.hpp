// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The last tasks that have ended, for whoever asks later what happened.
#pragma once

#include <holdfast/task_failure.hpp>
#include <holdfast/task_state.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <source_location>
#include <string>
#include <vector>

namespace holdfast::inline HOLDFAST_ABI {

/// One task that has ended. It holds text only, no object of the user's.
struct ended_task {
  task_id id = 0;
  task_id parent = 0; ///< the task that spawned it; 0: none, or not traced
  std::string name;
  std::shared_ptr<const std::string> group;
  std::source_location site;
  task_state state = task_state::succeeded;
  std::string error;        ///< what() of the exception, when it failed
  task_id cancelled_by = 0; ///< 0: not cancelled, or by no task of ours
  std::string cancel_reason;
  std::source_location cancel_site; ///< line() 0: not cancelled
  std::chrono::steady_clock::time_point started;
  std::chrono::steady_clock::time_point ended;
};

/// A ring of ended tasks. Tasks that were spawned with preserve_record() are
/// kept apart, up to a bound of their own, and are not pushed out by others.
///
/// Threads: every member may be called from any thread.
class ended_task_log {
public:
  static constexpr std::size_t default_capacity = 1000;
  static constexpr std::size_t preserved_capacity = 10000;

  /// Also forgets every record there is.
  void set_capacity(std::size_t records) {
    const std::lock_guard hold(lock_);
    capacity_ = records;
    ring_.clear();
    preserved_.clear();
    next_ = 0;
  }
  void add(ended_task &&record, bool preserved) {
    const std::lock_guard hold(lock_);
    if (preserved && preserved_.size() < preserved_capacity) {
      preserved_.push_back(std::move(record));
    } else if (ring_.size() < capacity_) {
      ring_.push_back(std::move(record));
    } else if (capacity_ != 0) {
      ring_[next_] = std::move(record);
      next_ = (next_ + 1) % capacity_;
      ++dropped_;
    }
  }
  /// Newest first, the preserved ones after the others; at most `limit`.
  std::vector<ended_task> list(std::size_t limit = default_capacity) const {
    const std::lock_guard hold(lock_);
    std::vector<ended_task> result;
    for (std::size_t i = 0; i < ring_.size() && result.size() < limit; ++i)
      result.push_back(ring_[(next_ + ring_.size() - 1 - i) % ring_.size()]);
    for (std::size_t i = preserved_.size(); i-- > 0 && result.size() < limit;)
      result.push_back(preserved_[i]);
    return result;
  }
  /// Empty when there is no record of the task.
  std::vector<ended_task> find(task_id id) const {
    const std::lock_guard hold(lock_);
    for (const auto *records : {&ring_, &preserved_})
      for (const ended_task &record : *records)
        if (record.id == id)
          return {record};
    return {};
  }
  /// How many records the ring has pushed out.
  std::uint64_t dropped() const {
    const std::lock_guard hold(lock_);
    return dropped_;
  }

private:
  mutable std::mutex lock_;
  std::size_t capacity_ = default_capacity;
  std::size_t next_ = 0; ///< the oldest, once the ring is full
  std::uint64_t dropped_ = 0;
  std::vector<ended_task> ring_;
  std::vector<ended_task> preserved_;
};

/// The process's log. Tasks of groups with trace_level::off are not in it.
inline ended_task_log &ended_tasks() {
  // Never destroyed: tasks may end while the process does.
  static auto *log = new ended_task_log;
  return *log;
}

} // namespace holdfast::inline HOLDFAST_ABI
