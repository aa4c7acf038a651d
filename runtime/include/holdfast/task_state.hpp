// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a task is in its life.
#pragma once

#include <holdfast/config.hpp>

#include <cstdint>

namespace holdfast::inline HOLDFAST_ABI {

enum class task_state : std::uint8_t {
  starting,  ///< spawned, its first line has not run
  running,   ///< between its first line and its end, suspended or not
  succeeded, ///< returned
  failed,    ///< an exception left it
  cancelled, ///< it, or its group's shutdown, was asked to, and
             ///< operation_aborted left it
  abandoned  ///< its execution context was destroyed before it ended
};

constexpr bool is_done(task_state state) noexcept {
  return state >= task_state::succeeded;
}

constexpr const char *to_string(task_state state) noexcept {
  switch (state) {
  case task_state::starting:
    return "starting";
  case task_state::running:
    return "running";
  case task_state::succeeded:
    return "succeeded";
  case task_state::failed:
    return "failed";
  case task_state::cancelled:
    return "cancelled";
  case task_state::abandoned:
    return "abandoned";
  }
  return "unknown";
}

} // namespace holdfast::inline HOLDFAST_ABI
