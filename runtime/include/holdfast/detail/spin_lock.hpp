// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock of one byte for sections of a few instructions. A group's list of
// tasks is guarded by one: a std::mutex costs 3 % of a spawn more.
#pragma once

#include <holdfast/config.hpp>

#include <atomic>
#include <thread>

namespace holdfast::inline HOLDFAST_ABI::detail {

class spin_lock {
public:
  void lock() noexcept {
    for (int spins = 0; locked_.exchange(true, std::memory_order_acquire);) {
      // The holder may have lost its processor: give it ours.
      if (++spins > 64)
        std::this_thread::yield();
    }
  }
  void unlock() noexcept { locked_.store(false, std::memory_order_release); }

private:
  std::atomic<bool> locked_{false};
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
