// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several pieces of work at once, and all of their results.
#pragma once

#include <holdfast/with_task_group.hpp>

#include <functional>
#include <tuple>

namespace holdfast::inline HOLDFAST_ABI {

namespace detail {
/// A result of void has a place in a tuple too.
struct no_result {};
template <class F>
using call_value =
    typename awaitable_traits<std::invoke_result_t<F &>>::value_type;
template <class T>
using slot_type = std::conditional_t<std::is_void_v<T>, no_result, T>;

template <class F, class Slot> net::awaitable<void> fill(F &call, Slot &slot) {
  if constexpr (std::is_void_v<call_value<F>>) {
    co_await adapt(call());
    slot.emplace();
  } else {
    auto value = co_await adapt(call());
    slot.emplace(std::move(value));
  }
}

/// The outcome of one call, or nothing when it was cancelled with its group.
template <class F, class Slot>
net::awaitable<void> fill_outcome(F &call, Slot &slot) {
  using T = call_value<F>;
  std::exception_ptr error;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await adapt(call());
      slot.emplace();
    } else {
      auto value = co_await adapt(call());
      slot.emplace(std::in_place, std::move(value));
    }
  } catch (...) {
    error = std::current_exception();
  }
  if (error)
    slot.emplace(error);
}
} // namespace detail

/// Runs every call as a task and gives the results in the order of the
/// arguments (`detail::no_result` for a call without one). The first that fails
/// cancels the others; exceptions as with_task_group().
template <class... Calls>
  requires(sizeof...(Calls) > 0 &&
           (detail::any_awaitable<std::invoke_result_t<Calls &>> && ...))
auto gather(Calls... calls) -> net::awaitable<
    std::tuple<detail::slot_type<detail::call_value<Calls>>...>> {
  std::tuple<std::optional<detail::slot_type<detail::call_value<Calls>>>...>
      slots;
  std::tuple<Calls &...> all(calls...);
  auto body = [&](task_group &group) -> net::awaitable<void> {
    auto each = [&]<std::size_t... I>(std::index_sequence<I...>) {
      (group.spawn(detail::fill(std::get<I>(all), std::get<I>(slots))), ...);
    };
    each(std::index_sequence_for<Calls...>());
    co_return;
  };
  co_await with_task_group(body, "gather");
  co_return std::apply(
      [](auto &...slot) { return std::make_tuple(std::move(*slot)...); },
      slots);
}

/// Runs every call of a vector as a task and gives all results, in order. An
/// empty vector gives an empty result.
template <class F>
auto gather(std::vector<F> calls)
    -> net::awaitable<std::vector<detail::slot_type<detail::call_value<F>>>> {
  using slot = detail::slot_type<detail::call_value<F>>;
  std::vector<std::optional<slot>> slots(calls.size());
  auto body = [&](task_group &group) -> net::awaitable<void> {
    for (std::size_t i = 0; i < calls.size(); ++i)
      group.spawn(detail::fill(calls[i], slots[i]));
    co_return;
  };
  co_await with_task_group(body, "gather");
  std::vector<slot> results;
  results.reserve(slots.size());
  for (auto &s : slots)
    results.push_back(std::move(*s));
  co_return results;
}

/// As gather(), but a failure cancels nobody: it is in that call's outcome.
template <class F>
auto gather_outcomes(std::vector<F> calls)
    -> net::awaitable<std::vector<outcome<detail::call_value<F>>>> {
  using result = outcome<detail::call_value<F>>;
  std::vector<std::optional<result>> slots(calls.size());
  auto body = [&](task_group &group) -> net::awaitable<void> {
    for (std::size_t i = 0; i < calls.size(); ++i)
      group.spawn(detail::fill_outcome(calls[i], slots[i]));
    co_return;
  };
  co_await with_task_group(body, "gather");
  std::vector<result> results;
  results.reserve(slots.size());
  for (auto &s : slots)
    results.push_back(std::move(*s));
  co_return results;
}

} // namespace holdfast::inline HOLDFAST_ABI
