// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A task on its own, owned by its handle.
#pragma once

#include <holdfast/background.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Starts a task on `executor` (or an execution context's) and gives a handle
/// that owns it: see task_handle. The arguments are those of task_set::start().
///
///     auto page = holdfast::start(executor, fetch, url);
///     ...
///     std::string text = co_await page.join();
template <class Where, detail::any_awaitable A>
[[nodiscard("the handle owns the task: join(), keep or detach() it")]]
task_handle<detail::awaited_value<A>>
start(Where &&where, A body, detail::here site = detail::here::current()) {
  return background(where).start_owned(spawn_options(site), std::move(body));
}
template <class Where, class F>
  requires detail::task_callable<F>
[[nodiscard("the handle owns the task: join(), keep or detach() it")]]
auto start(Where &&where, F &&f, detail::here site = detail::here::current()) {
  return background(where).start_owned(spawn_options(site), std::forward<F>(f));
}
template <class Where, class F, class A>
  requires detail::task_callable<F, A>
[[nodiscard("the handle owns the task: join(), keep or detach() it")]]
auto start(Where &&where, F &&f, A &&a,
           detail::here site = detail::here::current()) {
  return background(where).start_owned(spawn_options(site), std::forward<F>(f),
                                       std::forward<A>(a));
}
template <class Where, class... Args>
[[nodiscard("the handle owns the task: join(), keep or detach() it")]]
auto start(Where &&where, spawn_options options, Args &&...args) {
  return background(where).start_owned(options, std::forward<Args>(args)...);
}

} // namespace holdfast::inline HOLDFAST_ABI
