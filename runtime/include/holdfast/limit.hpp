// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How many tasks a set or group takes at a time.
#pragma once

#include <holdfast/config.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace holdfast::inline HOLDFAST_ABI {

/// What happens to a task that is spawned into a full group.
enum class overflow : std::uint8_t {
  refuse,       ///< spawn() throws group_full, try_spawn() is false
  cancel_oldest ///< it starts, and the oldest is asked to cancel; until that
                ///< one has ended there is one more than the limit
};

/// Thrown by spawn() and start() of a group that is full. The coroutine or
/// callable that was to be spawned is destroyed.
class group_full : public std::runtime_error {
public:
  explicit group_full(const std::string &group)
      : std::runtime_error("task group '" + group + "' is full") {}
};

} // namespace holdfast::inline HOLDFAST_ABI
