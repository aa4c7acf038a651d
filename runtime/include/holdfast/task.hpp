// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A coroutine type of our own, for code that can change its return types.
#pragma once

#include <holdfast/detail/launch.hpp>
#include <holdfast/detail/scope.hpp>
#include <holdfast/detail/task_promise.hpp>

namespace holdfast::inline HOLDFAST_ABI {

namespace detail {

template <class T> struct task_promise : task_promise_base {
  std::optional<T> value;

  task<T> get_return_object() noexcept;
  template <class U> void return_value(U &&u) {
    value.emplace(std::forward<U>(u));
  }
  T take() {
    if (error)
      std::rethrow_exception(error);
    return std::move(*value);
  }
  void end_root() noexcept {
    const node_ptr owner = std::move(node);
    std::exception_ptr failure = std::move(error);
    if (!failure && owner->keeps_outcome)
      try {
        static_cast<outcome_node<T> &>(*owner).value.emplace(std::move(*value));
      } catch (...) {
        failure = std::current_exception();
      }
    self.destroy();
    owner->finish(std::move(failure), false);
  }
  template <class Awaited> decltype(auto) await_transform(Awaited &&awaited);
};

template <> struct task_promise<void> : task_promise_base {
  task<void> get_return_object() noexcept;
  void return_void() const noexcept {}
  void take() const {
    if (error)
      std::rethrow_exception(error);
  }
  void end_root() noexcept {
    const node_ptr owner = std::move(node);
    std::exception_ptr failure = std::move(error);
    self.destroy();
    owner->finish(std::move(failure), false);
  }
  template <class Awaited> decltype(auto) await_transform(Awaited &&awaited);
};

} // namespace detail

/// A lazy coroutine that carries the record of its task itself. Spawning one
/// costs a fraction of a spawn through co_spawn, with everything recorded.
///
///     holdfast::task<std::size_t> copy(tcp::socket &from, tcp::socket &to) {
///       char data[1024];
///       auto n = co_await from.async_read_some(net::buffer(data),
///                                              holdfast::use_task);
///       ...
///     }
///
/// It awaits: Asio operations with the token use_task, other tasks,
/// net::awaitable, `this_coro::executor`, keep_going_when_cancelled. An
/// asio::awaitable awaits it by as_awaitable(). Only a `terminal` cancellation
/// reaches it; once cancelled, every co_await throws operation_aborted.
///
/// Ownership: the object owns the coroutine until it is spawned or awaited; one
/// that is dropped never runs. Exceptions: as any task's. Threads: one at a
/// time. Destructor: destroys a coroutine that has not been started.
template <class T>
class [[nodiscard("a task that is dropped never runs")]] HOLDFAST_TASK_HANDLE(
    never_starts) task {
public:
  using promise_type = detail::task_promise<T>;

  explicit task(promise_type &promise) noexcept : promise_(&promise) {}
  task(task &&other) noexcept
      : promise_(std::exchange(other.promise_, nullptr)) {}
  task &operator=(task &&) = delete;
  ~task() {
    if (promise_)
      promise_->self.destroy();
  }
  /// For the library's own use: gives the coroutine away.
  promise_type *release() noexcept { return std::exchange(promise_, nullptr); }
  promise_type &promise() const noexcept { return *promise_; }

private:
  promise_type *promise_;
};

namespace detail {

template <class T> task<T> task_promise<T>::get_return_object() noexcept {
  self = std::coroutine_handle<task_promise>::from_promise(*this);
  return task<T>(*this);
}
inline task<void> task_promise<void>::get_return_object() noexcept {
  self = std::coroutine_handle<task_promise>::from_promise(*this);
  return task<void>(*this);
}

/// A task awaited by a task: runs at once, as part of it.
template <class T> struct child_awaiter {
  task<T> child;
  task_promise_base &parent;

  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> handle) {
    parent.check_cancelled();
    auto &promise = child.promise();
    promise.continuation = handle;
    promise.root = parent.root;
    promise.self.resume();
    // False, and the parent goes on, when the child has ended meanwhile.
    return !promise.met.exchange(true, std::memory_order_acq_rel);
  }
  T await_resume() { return child.promise().take(); }
};

template <class T> struct is_task : std::false_type {};
template <class T> struct is_task<task<T>> : std::true_type {};

template <class Value> struct ready_awaiter {
  Value value;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  Value await_resume() { return std::move(value); }
};

/// What a task may co_await.
template <class Awaited>
decltype(auto) transform(task_promise_base &promise, Awaited &&awaited) {
  using type = std::remove_cvref_t<Awaited>;
  if constexpr (is_task<type>::value) {
    return child_awaiter<decltype(awaited.promise().take())>{
        std::move(awaited), promise};
  } else if constexpr (awaitable_traits<type>::value) {
    using T = typename awaitable_traits<type>::value_type;
    using signature =
        typename std::conditional_t<std::is_void_v<T>,
                                    std::type_identity<void(std::exception_ptr)>,
                                    std::type_identity<void(
                                        std::exception_ptr,
                                        std::conditional_t<std::is_void_v<T>,
                                                           int, T>)>>::type;
    return await_operation<signature>(
        [&promise, body = std::move(awaited)](auto handler) mutable {
          net::co_spawn(promise.task_of().executor, std::move(body),
                        std::move(handler));
        });
  } else if constexpr (std::is_same_v<type, net::this_coro::executor_t>) {
    return ready_awaiter<net::any_io_executor>{promise.task_of().executor};
  } else if constexpr (std::is_same_v<type, keep_going_when_cancelled_t>) {
    promise.root->deaf = true;
    return std::suspend_never{};
  } else {
    return std::forward<Awaited>(awaited);
  }
}

template <class T>
template <class Awaited>
decltype(auto) task_promise<T>::await_transform(Awaited &&awaited) {
  return transform(*this, std::forward<Awaited>(awaited));
}
template <class Awaited>
decltype(auto) task_promise<void>::await_transform(Awaited &&awaited) {
  return transform(*this, std::forward<Awaited>(awaited));
}

template <class T> struct awaitable_traits<task<T>> : std::true_type {
  using value_type = T;
  using executor_type = net::any_io_executor;
};

/// Keeps a callable and its arguments beside the task that it gives.
template <class T, class Call> task<T> keep_call(Call call) {
  if constexpr (std::is_void_v<T>) {
    co_await call();
  } else {
    auto value = co_await call();
    co_return value;
  }
}

/// Starts a task as a root on the executor of its node, at once when this
/// thread runs it.
template <class T> void start_root(node_ptr node, task<T> body) {
  node->native = true;
  task_promise_base &root = *body.release();
  root.node = std::move(node);
  const net::any_io_executor executor = root.node->executor;
  net::dispatch(executor, [owner = root_owner(root)]() mutable {
    task_promise_base *promise = owner.release();
    const node_ptr task = promise->node;
    if (!task->start()) {
      promise->node = {};
      promise->self.destroy();
      task->finish(std::make_exception_ptr(system_error(
                       error_code(net::error::operation_aborted))),
                   false);
      return;
    }
    const running_scope scope(*task);
    promise->self.resume();
  });
}

/// launch() finds this by its argument: a node of ours.
template <class Call> void start_native(node_ptr node, Call call) {
  using result = std::invoke_result_t<Call &>;
  using T = typename awaitable_traits<result>::value_type;
  if constexpr (std::is_same_v<Call, held_task<result>>)
    start_root<T>(std::move(node), std::move(call.body));
  else
    start_root<T>(std::move(node), keep_call<T>(std::move(call)));
}

} // namespace detail

/// Runs a task inside one of Asio's coroutines and gives its result. When the
/// caller is cancelled, so is the task; the caller waits for its end.
template <class T> net::awaitable<T> as_awaitable(task<T> body) {
  detail::scope_group scope(co_await net::this_coro::executor, "as_awaitable");
  auto call = [&body] { return std::move(body); };
  auto node = scope.start(call, spawn_options("task"));
  auto cancel = [&scope] { scope.cancel_all("the caller was cancelled"); };
  (void)co_await detail::settle_group(scope.state(), cancel);
  co_return detail::take_outcome(*node);
}

} // namespace holdfast::inline HOLDFAST_ABI

/// Makes `operation(..., holdfast::use_task)` something that a task co_awaits.
template <class R, class... A>
class holdfast::net::async_result<holdfast::use_task_t, R(A...)> {
public:
  template <class Initiation, class... Args>
  static auto initiate(Initiation initiation, holdfast::use_task_t,
                       Args... args) {
    return holdfast::detail::await_operation<R(A...)>(
        [initiation = std::move(initiation),
         ... args = std::move(args)](auto handler) mutable {
          std::move(initiation)(std::move(handler), std::move(args)...);
        });
  }
};
