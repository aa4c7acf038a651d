// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work that the cancellation of its caller does not reach.
#pragma once

#include <holdfast/detail/scope.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Runs `call()` to its end. A cancellation of the caller is put off: it is
/// thrown as operation_aborted when the work has ended, and its result dropped;
/// an exception of the work's own is thrown in its place.
template <class F>
auto shielded(F call) -> net::awaitable<typename detail::awaitable_traits<
    std::invoke_result_t<F &>>::value_type> {
  detail::scope_group scope(co_await net::this_coro::executor, "shielded");
  auto node = scope.start(call, spawn_options("shielded"));
  auto nothing = [] {};
  const bool cancelled = co_await detail::settle_group(scope.state(), nothing);
  if (cancelled && node->state.load() != task_state::failed)
    detail::throw_cancelled();
  co_return detail::take_outcome(*node);
}

/// Runs `call()` as a task of `group` and waits for it. A cancelled caller
/// leaves at once; the task goes on and ends with its group.
template <class Group, class F>
auto shielded(Group &group, F call)
    -> net::awaitable<typename detail::awaitable_traits<
        std::invoke_result_t<F &>>::value_type> {
  auto handle = group.start(spawn_options("shielded"), std::move(call));
  co_return co_await handle.join();
}

} // namespace holdfast::inline HOLDFAST_ABI
