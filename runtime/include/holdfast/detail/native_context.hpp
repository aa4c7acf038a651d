// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a chain of native tasks that await each other has in common, and the
// loop that runs it.
//
// One task hands over to the next through the loop and not by a call: g++ turns
// such calls into jumps only when it optimises, and no compiler has to when a
// sanitizer is on, so that a long chain would use up the stack.
#pragma once

#include <holdfast/detail/task_executor.hpp>
#include <holdfast/detail/task_node.hpp>

#include <coroutine>
#include <exception>

namespace holdfast::inline HOLDFAST_ABI::detail {

struct native_loop;
struct native_promise_base;

/// An asynchronous operation that a native task waits for. It lives in the
/// task's frame.
struct native_operation {
  /// Called by the loop once the task is suspended. May end with the operation,
  /// the task and its context gone, unless it sets `loop.next`.
  virtual void initiate(native_loop &loop) noexcept = 0;

protected:
  ~native_operation() = default;
};

/// On the stack of whoever runs the chain. An operation may be completed by
/// another thread while the one that began it is still leaving.
struct native_loop {
  std::coroutine_handle<> next;
  native_operation *operation = nullptr;
  bool ended = false;
};

inline net::cancellation_type
only_terminal(net::cancellation_type type) noexcept {
  return type & net::cancellation_type::terminal;
}

/// Used on the task's executor only.
struct native_context {
  using end_function = void (*)(native_context &, bool abandoned) noexcept;

  native_context(const net::any_io_executor &ex, net::cancellation_signal &s,
                 task_node *n, end_function f) noexcept
      : executor(ex), signal(s), node(n), end(f) {}
  native_context(const native_context &) = delete;

  bool must_throw() const noexcept {
    return throws && cancelled != net::cancellation_type::none;
  }
  /// A request to cancel reaches the chain.
  void deliver(net::cancellation_type type) {
    type = filter(type);
    if (type == net::cancellation_type::none)
      return;
    cancelled |= type;
    delivering = true;
    signal.emit(type);
    delivering = false;
  }

  const net::any_io_executor &executor;
  net::cancellation_signal &signal; ///< of the operation that is pending
  task_node *node;                  ///< null under an asio::awaitable
  end_function end;
  native_promise_base *leaf = nullptr; ///< the innermost frame
  native_loop *loop = nullptr;         ///< while it runs
  net::cancellation_type cancelled = net::cancellation_type::none;
  net::cancellation_type (*filter)(net::cancellation_type) = only_terminal;
  bool throws = true;
  bool delivering = false;
};

struct native_promise_base {
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> at) const noexcept {
      const native_promise_base &done = at.promise();
      native_context &context = *done.context;
      if (done.parent) {
        context.leaf = done.parent;
        context.loop->next = done.parent->self;
      } else {
        context.loop->ended = true;
      }
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  final_awaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }

  /// Makes this the innermost frame of `chain`; `holder` owns it.
  void enter(native_context &chain, native_promise_base *caller,
             std::coroutine_handle<> &holder) noexcept {
    context = &chain;
    parent = caller;
    self = holder;
    owner = &holder;
    chain.leaf = this;
  }

  native_context *context = nullptr;
  native_promise_base *parent = nullptr; ///< the task that awaits this one
  std::coroutine_handle<> self;
  std::coroutine_handle<> *owner = nullptr;
  std::exception_ptr error;
};

/// Runs the chain until it ends or waits for an operation.
inline void run_native(native_context &context, std::coroutine_handle<> at) {
  native_loop loop;
  loop.next = at;
  context.loop = &loop;
  do {
    std::exchange(loop.next, nullptr).resume();
    if (loop.operation)
      std::exchange(loop.operation, nullptr)->initiate(loop);
  } while (loop.next);
  if (loop.ended)
    context.end(context, false);
}

inline void resume_native(native_context &context, std::coroutine_handle<> at) {
  if (!context.node || !context.node->traced)
    return run_native(context, at);
  const node_ptr keep(context.node);
  const running_scope scope(*keep);
  run_native(context, at);
}

/// Destroys the frames of a suspended chain, the innermost first and one by
/// one: they may be more than the stack could hold calls.
inline void tear_down(native_context &context) noexcept {
  for (native_promise_base *at = context.leaf; at;) {
    native_promise_base *const outer = at->parent;
    std::exchange(*at->owner, nullptr).destroy();
    at = outer;
  }
  context.leaf = nullptr;
  context.end(context, true);
}

/// A function for the chain's executor; without a call it tears the chain down.
template <class F> class native_turn {
public:
  native_turn(native_context &context, F f) noexcept
      : context_(&context), f_(f) {}
  native_turn(native_turn &&other) noexcept
      : context_(std::exchange(other.context_, nullptr)), f_(other.f_) {}
  native_turn &operator=(native_turn &&) = delete;
  ~native_turn() {
    if (context_)
      tear_down(*context_);
  }
  void operator()() { f_(*std::exchange(context_, nullptr)); }

private:
  native_context *context_;
  F f_;
};

/// The operation that the chain waits for will never complete. As Asio does,
/// the frames are destroyed by their executor.
inline void abandon_native(native_context &context) noexcept {
  try {
    const net::any_io_executor executor = context.executor;
    net::post(executor,
              native_turn(context, [](native_context &c) { tear_down(c); }));
  } catch (...) {
    // The turn was destroyed, and the frames with it.
  }
}

/// The initiations that this thread is in: an operation that completes in there
/// must not resume the task from below it.
struct native_initiation {
  explicit native_initiation(native_operation &op) noexcept
      : operation(&op), outer(std::exchange(innermost(), this)) {}
  native_initiation(const native_initiation &) = delete;
  ~native_initiation() { innermost() = outer; }

  static native_initiation *&innermost() noexcept {
    thread_local native_initiation *at = nullptr;
    return at;
  }
  static native_initiation *of(const native_operation &op) noexcept {
    native_initiation *at = innermost();
    while (at && at->operation != &op)
      at = at->outer;
    return at;
  }

  native_operation *operation;
  native_initiation *outer;
  bool completed = false;
  bool dropped = false;
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
