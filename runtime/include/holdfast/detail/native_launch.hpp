// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starts a native task in a group: what launch() does for holdfast::task.
#pragma once

#include <holdfast/detail/launch.hpp>
#include <holdfast/detail/native_promise.hpp>

#include <memory>

namespace holdfast::inline HOLDFAST_ABI::detail {

template <class T> inline void begin_native(native_context &context) {
  auto *node = static_cast<native_node<T> *>(context.node);
  if (node->start())
    return resume_native(context, node->frame);
  native_promise<T>::of(node->frame).error =
      std::make_exception_ptr(system_error(
          error_code(net::error::operation_aborted), "cancelled before start"));
  context.end(context, false);
}

/// Runs `turn` on `executor`, at once when this thread is inside of it: as
/// co_spawn does.
template <class Turn>
void dispatch_native(bool plain, const net::any_io_executor &executor,
                     Turn turn) {
  using io_executor = net::io_context::executor_type;
  if (plain) {
    // The usual case, without a copy of the executor and of the function.
    const io_executor &io = *executor.template target<io_executor>();
    if (net::query(io, net::execution::blocking) !=
            net::execution::blocking.never &&
        io.running_in_this_thread())
      return turn();
  }
  net::dispatch(executor, std::move(turn));
}

struct give_back {
  void operator()(task_node *node) const noexcept { node->release(); }
};

template <class Node, class T>
ref_ptr<Node> launch_native(group_state &group,
                            const net::any_io_executor &given,
                            const spawn_options &options, task<T> &body,
                            bool reports_at_once) {
  // An io_context that one thread runs is taken as it is: each copy and each
  // question to a type-erased executor costs as much as the frame.
  const bool plain =
      given.target_type() == typeid(net::io_context::executor_type) &&
      !group.context->many_threads.load(std::memory_order_relaxed);
  std::optional<net::any_io_executor> other;
  if (!plain) {
    other.emplace(untraced(given));
    if (needs_strand(*other, *group.context))
      other.emplace(net::make_strand(*other));
  }
  const net::any_io_executor &where = plain ? given : *other;
  const trace_level level = tracing_compiled_in
                                ? group.level.load(std::memory_order_relaxed)
                                : trace_level::off;
  void *address = body.frame().address();
  // The compiler must not see whose frame it is: it could put that frame into
  // the caller's own, where there is no place for a node.
  asm volatile("" : "+r"(address));
  const auto frame = std::coroutine_handle<>::from_address(address);
  // `mine` frees the block when it goes, and must go after the frame.
  std::unique_ptr<native_node<T>, give_back> mine(
      native_promise<T>::make_node(frame, group, where, options));
  task<T> owned = std::move(body);
  if (!group.enroll(*mine, level))
    return {};
  (void)owned.release();
  mine->keeps_outcome = !std::is_same_v<Node, task_node>;
  mine->reports_at_once = reports_at_once;
  native_promise<T>::of(frame).enter(mine->context, nullptr, mine->frame);
  ref_ptr<Node> result(mine.get());
  native_node<T> &node = *mine.release(); // its count is the frame's: see end()
  dispatch_native(plain, node.executor(),
                  native_turn(node.context, begin_native<T>));
  return result;
}

/// Keeps a callable and its arguments as long as the task that they made.
template <class T, class Call> task<T> keep_call(Call call) {
  co_return co_await call();
}

template <class T> struct awaitable_traits<task<T>> : std::true_type {
  using value_type = native_value<T>;
  using executor_type = net::any_io_executor;
  static auto adapt(task<T> body) { return as_awaitable(std::move(body)); }

  template <class Node, class Call>
  static ref_ptr<Node>
  launch(group_state &group, const net::any_io_executor &executor,
         const spawn_options &options, Call call, bool reports_at_once) {
    if constexpr (std::is_same_v<Call, held_awaitable<task<T>>>) {
      return launch_native<Node, T>(group, executor, options, call.body,
                                    reports_at_once);
    } else {
      task<T> kept = keep_call<T>(std::move(call));
      return launch_native<Node, T>(group, executor, options, kept,
                                    reports_at_once);
    }
  }
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
