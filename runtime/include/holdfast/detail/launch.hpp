// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starts a coroutine as a task: co_spawn with a node.
#pragma once

#include <holdfast/detail/awaitable_traits.hpp>
#include <holdfast/detail/group_state.hpp>
#include <holdfast/detail/task_executor.hpp>

#include <functional>
#include <tuple>
#include <type_traits>
#include <typeindex>

namespace holdfast::inline HOLDFAST_ABI::detail {

/// Runs what it is given at once, where it stands. The completion of a task is
/// bound to it: the handler only updates our own records and posts the rest, so
/// that a hop through the task's executor would buy nothing.
struct inline_executor {
  static constexpr net::execution::blocking_t
  query(net::execution::blocking_t) noexcept {
    // Asio asks for an executor that does not run functions inside post(). The
    // completion handler keeps to the spirit of that: it calls nobody who could
    // re-enter the coroutine.
    return net::execution::blocking.never;
  }
  template <class F> void execute(F &&f) const { std::forward<F>(f)(); }
  bool operator==(const inline_executor &) const noexcept = default;
};

/// The completion handler. Destroyed without a call when its context dies.
class completion {
public:
  using cancellation_slot_type = net::cancellation_slot;
  using executor_type = inline_executor;

  explicit completion(node_ptr node) noexcept : node_(std::move(node)) {}
  completion(completion &&) noexcept = default;
  completion &operator=(completion &&) = delete;
  ~completion() {
    if (node_)
      node_->finish(nullptr, true);
  }

  cancellation_slot_type get_cancellation_slot() const noexcept {
    return node_->signal.slot();
  }
  executor_type get_executor() const noexcept { return {}; }

  void operator()(std::exception_ptr error) noexcept {
    const node_ptr node = std::move(node_);
    node->finish(std::move(error), false);
  }
  template <class T>
  void operator()(std::exception_ptr error, T &&value) noexcept {
    const node_ptr node = std::move(node_);
    if (!error && node->keeps_outcome)
      store(static_cast<outcome_node<std::decay_t<T>> &>(*node),
            std::forward<T>(value), error);
    node->finish(std::move(error), false);
  }

private:
  template <class T>
  static void store(outcome_node<std::decay_t<T>> &node, T &&value,
                    std::exception_ptr &error) noexcept {
    try {
      node.value.emplace(std::forward<T>(value));
    } catch (...) {
      error = std::current_exception();
    }
  }
  node_ptr node_;
};

/// A call to make on the task's executor; keeps what it needs in the frame.
template <any_awaitable A> struct held_awaitable {
  A body;
  A operator()() { return std::move(body); }
  void reset() noexcept { const A gone(std::move(body)); }
};

template <class F, class... Args> struct bound_call {
  F callable;
  std::tuple<Args...> arguments;
  auto operator()() {
    return std::apply(
        [this](Args &...args) {
          return std::invoke(std::move(callable), std::move(args)...);
        },
        arguments);
  }
};

/// A callable that can be let go. An awaitable can be so by itself, which
/// saves a word of every frame.
template <class Call> class droppable {
public:
  explicit droppable(Call &&call) : call_(std::in_place, std::move(call)) {}
  Call &operator*() noexcept { return *call_; }
  void reset() noexcept { call_.reset(); }

private:
  std::optional<Call> call_;
};
template <class A> class droppable<held_awaitable<A>> {
public:
  explicit droppable(held_awaitable<A> &&call) : call_(std::move(call)) {}
  held_awaitable<A> &operator*() noexcept { return call_; }
  void reset() noexcept { call_.reset(); }

private:
  held_awaitable<A> call_;
};

/// Runs inside Asio's coroutine for the spawned task, at its final address.
template <class Call> class starter {
public:
  starter(node_ptr node, Call &&call)
      : node_(std::move(node)), call_(std::move(call)) {}
  starter(starter &&) = default;
  starter &operator=(starter &&) = delete;
  ~starter() {
    if (node_ && node_->payload == this)
      node_->payload = nullptr;
  }

  std::invoke_result_t<Call &> operator()() {
    if (!node_->start())
      throw system_error(error_code(net::error::operation_aborted),
                         "cancelled before start");
    // A body that has not started yet is inside `call_`: it may be let go only
    // after it has been moved out or run.
    node_->drop_payload = [](void *self) noexcept {
      static_cast<starter *>(self)->call_.reset();
    };
    node_->payload = this;
    first_turn() = node_.get();
    return (*call_)();
  }

private:
  node_ptr node_;
  droppable<Call> call_;
};

/// For results that co_spawn cannot carry: it default-constructs them.
template <class T, class Call>
auto without_result(node_ptr node, Call call)
    -> net::awaitable<void, typename awaitable_traits<
                                std::invoke_result_t<Call &>>::executor_type> {
  auto result = co_await call();
  if (node->keeps_outcome)
    static_cast<outcome_node<T> &>(*node).value.emplace(std::move(result));
}

/// Whether a task on `executor` needs a strand of its own, so that cancelling
/// it never meets it running. A pool always runs many threads; an io_context is
/// taken to have one until a second one is seen.
inline bool needs_strand(const net::any_io_executor &executor,
                         const context_record &context) noexcept {
  const std::type_info &type = executor.target_type();
  if (type == typeid(net::io_context::executor_type))
    return context.many_threads.load(std::memory_order_relaxed);
  return type == typeid(net::thread_pool::executor_type);
}

template <class Node, class Executor, class Call>
ref_ptr<Node> launch_awaitable(group_state &group, const Executor &executor,
                               const spawn_options &options, Call call,
                               bool reports_at_once) {
  using traits = awaitable_traits<std::invoke_result_t<Call &>>;
  using value_type = typename traits::value_type;
  using task_executor_type = typename traits::executor_type;
  task_executor_type where(executor);
  if constexpr (std::is_same_v<task_executor_type, net::any_io_executor>) {
    where = untraced(where);
    if (needs_strand(where, *group.context))
      where = net::make_strand(where);
  }

  const trace_level level =
      tracing_compiled_in &&
              std::is_same_v<task_executor_type, net::any_io_executor>
          ? group.level.load(std::memory_order_relaxed)
          : trace_level::off;
  auto node = group.admit<Node>(where, options, level);
  if (!node)
    return node;
  node->keeps_outcome = !std::is_same_v<Node, task_node>;
  node->reports_at_once = reports_at_once;
  if constexpr (std::is_same_v<task_executor_type, net::any_io_executor>) {
    if (level != trace_level::off)
      where = traced(where, node_ptr(node.get()));
  }
  const first_turn_scope outer;
  if constexpr (std::is_void_v<value_type> ||
                std::is_default_constructible_v<value_type>) {
    net::co_spawn(where, starter<Call>(node_ptr(node.get()), std::move(call)),
                  completion(node_ptr(node.get())));
  } else {
    auto wrapped = [node = node_ptr(node.get()),
                    call = std::move(call)]() mutable {
      return without_result<value_type>(std::move(node), std::move(call));
    };
    net::co_spawn(
        where,
        starter<decltype(wrapped)>(node_ptr(node.get()), std::move(wrapped)),
        completion(node_ptr(node.get())));
  }
  return node;
}

/// Spawns `call` as a task of `group` on `executor`. Throws group_closed.
template <class Node, class Executor, class Call>
ref_ptr<Node> launch(group_state &group, const Executor &executor,
                     const spawn_options &options, Call call,
                     bool reports_at_once = true) {
  using traits = awaitable_traits<std::invoke_result_t<Call &>>;
  using task_executor_type = typename traits::executor_type;
  static_assert(
      std::is_convertible_v<const Executor &, task_executor_type>,
      "holdfast: this coroutine runs only on the executor type named in its "
      "awaitable<T, Executor>; use spawn_on() with an executor of that type");
  // holdfast::task brings its own node; see detail/native_launch.hpp.
  if constexpr (requires { traits::template launch<Node, Call>; })
    return traits::template launch<Node>(group, executor, options,
                                         std::move(call), reports_at_once);
  else
    return launch_awaitable<Node>(group, executor, options, std::move(call),
                                  reports_at_once);
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
