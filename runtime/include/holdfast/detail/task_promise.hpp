// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is inside a holdfast::task: the promise, and how a task waits.
#pragma once

#include <holdfast/detail/launch.hpp>

#include <coroutine>
#include <tuple>
#include <variant>

namespace holdfast::inline HOLDFAST_ABI {
/// The completion token of Asio operations inside a holdfast::task.
struct use_task_t {};
inline constexpr use_task_t use_task{};
/// `co_await keep_going_when_cancelled`: from here on a cancellation ends the
/// operation that is under way, but does not make every later one throw.
struct keep_going_when_cancelled_t {};
inline constexpr keep_going_when_cancelled_t keep_going_when_cancelled{};
} // namespace holdfast::inline HOLDFAST_ABI

namespace holdfast::inline HOLDFAST_ABI::detail {

/// Common to all promises of a task and of the tasks that it awaits.
struct task_promise_base {
  std::coroutine_handle<> self;
  std::coroutine_handle<> continuation; ///< of the awaiting task; null: root
  task_promise_base *root = this;
  std::exception_ptr error;
  std::atomic<bool> met{false}; ///< one of child's end and parent's suspension
  bool deaf = false;            ///< root: see keep_going_when_cancelled
  node_ptr node;                ///< root only

  task_node &task_of() const noexcept { return *root->node; }
  void check_cancelled() const {
    if (!root->deaf && task_of().cancel_requests.load(
                           std::memory_order_acquire) != 0)
      throw system_error(error_code(net::error::operation_aborted));
  }

  /// A child that ends before its parent has suspended lets the parent go on;
  /// resuming it from here would nest without bound at -O0.
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) const noexcept {
      Promise &promise = handle.promise();
      if (promise.root == &promise)
        promise.end_root();
      else if (promise.met.exchange(true, std::memory_order_acq_rel))
        promise.continuation.resume();
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  final_awaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};

/// Ends a root whose operation will never complete: its context is going. The
/// frame dies by way of the executor, as those of Asio's coroutines do.
class root_owner {
public:
  explicit root_owner(task_promise_base &root) noexcept : root_(&root) {}
  root_owner(root_owner &&other) noexcept
      : root_(std::exchange(other.root_, nullptr)) {}
  ~root_owner() {
    if (!root_)
      return;
    const node_ptr node = std::move(root_->node);
    root_->self.destroy();
    node->finish(nullptr, true);
  }
  task_promise_base *release() noexcept {
    return std::exchange(root_, nullptr);
  }

private:
  task_promise_base *root_;
};

/// The completion handler of every operation that a task waits for. Results go
/// into the awaiter, which is in the frame.
template <class Slot> class resume_handler {
public:
  using executor_type = net::any_io_executor;
  using cancellation_slot_type = net::cancellation_slot;

  resume_handler(task_promise_base &promise, Slot &slot) noexcept
      : promise_(&promise), slot_(&slot) {}
  resume_handler(resume_handler &&other) noexcept
      : promise_(std::exchange(other.promise_, nullptr)), slot_(other.slot_) {}
  ~resume_handler() {
    if (!promise_)
      return;
    task_promise_base &root = *promise_->root;
    net::post(root.node->executor, [owner = root_owner(root)]() mutable {});
  }

  executor_type get_executor() const noexcept {
    return promise_->task_of().executor;
  }
  cancellation_slot_type get_cancellation_slot() const noexcept {
    return promise_->task_of().signal.slot();
  }

  template <class... Args> void operator()(Args &&...args) {
    task_promise_base &promise = *std::exchange(promise_, nullptr);
    const node_ptr node(&promise.task_of());
    if (emitting() != node.get())
      node->signal.slot().clear();
    slot_->set(std::forward<Args>(args)...);
    const running_scope scope(*node);
    promise.self.resume();
  }

private:
  task_promise_base *promise_;
  Slot *slot_;
};

inline std::exception_ptr as_exception(const error_code &ec) {
  return ec ? std::make_exception_ptr(system_error(ec)) : nullptr;
}
inline std::exception_ptr as_exception(std::exception_ptr e) { return e; }

/// The values of a completion, with a leading error_code or exception_ptr taken
/// off and thrown.
template <class... Values> struct completion_slot {
  std::exception_ptr error;
  std::optional<std::tuple<Values...>> values;

  template <class Error, class... Args>
    requires(sizeof...(Args) == sizeof...(Values))
  void set(Error &&e, Args &&...args) {
    error = as_exception(std::forward<Error>(e));
    if (!error)
      values.emplace(std::forward<Args>(args)...);
  }
  template <class... Args>
    requires(sizeof...(Args) == sizeof...(Values))
  void set(Args &&...args) {
    values.emplace(std::forward<Args>(args)...);
  }
  auto take() {
    if (error)
      std::rethrow_exception(error);
    if constexpr (sizeof...(Values) == 1)
      return std::get<0>(std::move(*values));
    else if constexpr (sizeof...(Values) > 1)
      return std::move(*values);
  }
};

template <class Signature> struct slot_of;
template <class... A> struct slot_of<void(A...)> {
  using type = completion_slot<std::decay_t<A>...>;
};
template <class... A> struct slot_of<void(error_code, A...)> {
  using type = completion_slot<std::decay_t<A>...>;
};
template <class... A> struct slot_of<void(std::exception_ptr, A...)> {
  using type = completion_slot<std::decay_t<A>...>;
};

/// An Asio operation that has not been initiated.
template <class Signature, class Initiate> struct operation_awaiter {
  Initiate initiate;
  typename slot_of<Signature>::type slot{};

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    Promise &promise = handle.promise();
    promise.check_cancelled();
    initiate(resume_handler(
        static_cast<task_promise_base &>(promise), slot));
  }
  auto await_resume() { return slot.take(); }
};

template <class Signature, class Initiate>
auto await_operation(Initiate initiate) {
  return operation_awaiter<Signature, Initiate>{std::move(initiate)};
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
