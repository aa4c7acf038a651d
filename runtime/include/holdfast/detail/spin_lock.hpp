// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock of one byte for sections of a few instructions. A group's list of
// tasks is guarded by one: a std::mutex costs 3 % of a spawn more.
#pragma once

#include <holdfast/config.hpp>

#include <atomic>
#include <chrono>
#include <thread>

namespace holdfast::inline HOLDFAST_ABI::detail {

class spin_lock {
public:
  void lock() noexcept {
    if (locked_.exchange(true, std::memory_order_acquire)) [[unlikely]]
      wait();
  }
  void unlock() noexcept { locked_.store(false, std::memory_order_release); }

private:
  // A holder that looks at a large group needs milliseconds, and one that has
  // lost its processor needs ours: after a short spin this sleeps, longer each
  // time. To be woken instead (std::atomic::wait) would make every unlock() ask
  // whether somebody waits, 2 % of a spawn's instructions.
  [[gnu::noinline]] void wait() noexcept {
    constexpr int spins = 64, yields = 32;
    constexpr std::chrono::microseconds longest(1000);
    std::chrono::microseconds pause(32);
    for (int tries = 0;; ++tries) {
      if (!locked_.load(std::memory_order_relaxed) &&
          !locked_.exchange(true, std::memory_order_acquire))
        return;
      if (tries < spins)
        continue;
      if (tries < spins + yields) {
        std::this_thread::yield();
      } else {
        std::this_thread::sleep_for(pause);
        if (pause < longest)
          pause *= 2;
      }
    }
  }

  std::atomic<bool> locked_{false};
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
