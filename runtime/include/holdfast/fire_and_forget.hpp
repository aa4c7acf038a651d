// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Letting go of a task on purpose: with a reason, and easy to search for.
#pragma once

#include <holdfast/background.hpp>
#include <holdfast/task_handle.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Leaves a task to its set: task_handle::detach() with a reason. Works for any
/// handle that has detach(), such as a std::jthread.
template <class Handle>
  requires requires(Handle &&handle) { std::move(handle).detach(); }
HOLDFAST_SANCTIONED void fire_and_forget(Handle &&handle,
                                         [[maybe_unused]] const char *reason) {
  std::move(handle).detach();
}

/// Starts a coroutine, or what a callable returns, in the background set of
/// `where`. The reason is the task's name. Its exception goes to the background
/// set's error handler: forgetting a task does not silence it.
template <class Where, class Work>
  requires detail::any_awaitable<Work> || detail::task_callable<Work>
HOLDFAST_SANCTIONED void
fire_and_forget(Where &&where, Work &&work, const char *reason,
                std::source_location site = std::source_location::current()) {
  background(where).spawn(spawn_options(reason, site),
                          std::forward<Work>(work));
}

} // namespace holdfast::inline HOLDFAST_ABI
