// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several pieces of work at once, and the first result.
#pragma once

#include <holdfast/gather.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// Whether a failure ends a race.
enum class race_errors {
  first_result, ///< the first that ends decides, also with an exception
  first_success ///< failures are passed over while anybody still runs
};

/// Runs every call as a task, gives the first result, cancels the others and
/// waits for them. With `first_success` all failures are thrown when nobody
/// succeeded, one as it is, several as an aggregate_error. An empty vector is a
/// std::invalid_argument.
template <class F>
auto race(std::vector<F> calls, race_errors errors = race_errors::first_result)
    -> net::awaitable<detail::call_value<F>> {
  using T = detail::call_value<F>;
  if (calls.empty())
    throw std::invalid_argument("race() needs at least one call");
  std::optional<outcome<T>> first;
  std::vector<std::exception_ptr> failures;
  auto runner = [&](task_group &group, F &call) -> net::awaitable<void> {
    std::optional<outcome<T>> mine;
    co_await detail::fill_outcome(call, mine);
    // One executor runs all of them, one at a time.
    if (first || group.stopping())
      co_return;
    if (mine->ok() || errors == race_errors::first_result) {
      first = std::move(mine);
      group.cancel();
    } else {
      failures.push_back(mine->error());
    }
  };
  auto body = [&](task_group &group) -> net::awaitable<void> {
    for (F &call : calls) {
      if (group.stopping())
        break; // the first has won before the others were started
      group.spawn(runner(group, call));
    }
    co_return;
  };
  co_await with_task_group(body, "race");
  if (!first)
    detail::throw_errors(std::move(failures));
  co_return first->value();
}

} // namespace holdfast::inline HOLDFAST_ABI
