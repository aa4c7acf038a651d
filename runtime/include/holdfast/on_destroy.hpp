// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens to the tasks that are alive when their set or group goes away.
#pragma once

#include <holdfast/config.hpp>

#include <atomic>
#include <cstdint>

namespace holdfast::inline HOLDFAST_ABI {

/// Whichever is chosen, stderr hears of each task by name and place, and no
/// task touches the set or its error handler afterwards.
enum class on_destroy : std::uint8_t {
  cancel_and_orphan, ///< they are asked to cancel and end on their executor
  orphan,            ///< they run on
  terminate          ///< std::terminate(): having forgotten them is a bug
};

namespace detail {
inline std::atomic<on_destroy> &default_on_destroy() noexcept {
  static std::atomic<on_destroy> policy{on_destroy::cancel_and_orphan};
  return policy;
}
} // namespace detail

/// The policy of sets and groups made from now on; that of one is chosen by its
/// set_on_destroy(). A debug build may want `terminate`.
inline void set_default_on_destroy(on_destroy policy) noexcept {
  detail::default_on_destroy().store(policy, std::memory_order_relaxed);
}

} // namespace holdfast::inline HOLDFAST_ABI
