// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every group of the process. Touched when a group is made or destroyed and by
// whoever looks, never when a task is spawned.
#pragma once

#include <holdfast/config.hpp>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <vector>

namespace holdfast::inline HOLDFAST_ABI::detail {

struct group_state;

struct group_registry {
  static group_registry &instance() {
    static auto *registry = new group_registry; // outlives every group
    return *registry;
  }
  std::uint64_t add(group_state &group) {
    const std::lock_guard hold(lock);
    groups.push_back(&group);
    return next_id++;
  }
  void remove(group_state &group) noexcept {
    const std::lock_guard hold(lock);
    std::erase(groups, &group);
  }

  std::mutex lock;
  std::vector<group_state *> groups;
  std::uint64_t next_id = 1;
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
