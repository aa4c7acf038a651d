// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How much a group records about the tasks that it spawns.
#pragma once

#include <holdfast/config.hpp>

#include <atomic>
#include <cstdint>

namespace holdfast::inline HOLDFAST_ABI {

/// Whatever the level, a task has an id, a name, a spawn site, a state and a
/// start time, and a group counts.
///
/// From `chain` on the task runs on an executor that wraps its own, so that
/// `co_await this_coro::executor` is not equal to the context's executor and is
/// no io_context::executor_type inside. That applies to awaitable<T> on
/// any_io_executor; a coroutine on another executor is traced as `off`.
enum class trace_level : std::uint8_t {
  off,   ///< nothing more
  chain, ///< the current task, who spawned and who cancelled each task
  full   ///< also how often and for how long each task has run
};

#if defined(HOLDFAST_NO_TRACE)
/// Everything that this header speaks of is compiled out.
inline constexpr bool tracing_compiled_in = false;
#else
inline constexpr bool tracing_compiled_in = true;
#endif

namespace detail {
inline std::atomic<trace_level> &default_level() noexcept {
  static std::atomic<trace_level> level{trace_level::chain};
  return level;
}
} // namespace detail

/// The level of groups and sets made from now on. Background sets begin with
/// `off`, so that a program whose detached tasks they took over runs as before.
inline void set_default_trace(trace_level level) noexcept {
  detail::default_level().store(level, std::memory_order_relaxed);
}

} // namespace holdfast::inline HOLDFAST_ABI
