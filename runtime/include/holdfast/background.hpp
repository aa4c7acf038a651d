// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tasks of an execution context that nobody else owns.
#pragma once

#include <holdfast/task_set.hpp>

namespace holdfast::inline HOLDFAST_ABI {

namespace detail {

class background_service final : public net::execution_context::service {
public:
  using key_type = background_service;
  inline static net::execution_context::id id;

  explicit background_service(net::execution_context &context)
      : net::execution_context::service(context) {}

  /// The group of this context, made when it is first asked for.
  group_state &group(const net::any_io_executor &executor) {
    const std::lock_guard hold(lock_);
    if (!group_) {
      group_ =
          group_ptr::adopt(new group_state(executor, "background", "background",
                                           std::source_location::current()));
      group_->level = trace_level::off;
    }
    return *group_;
  }

private:
  void shutdown() noexcept override {}
  std::mutex lock_;
  group_ptr group_;
};

/// Gives an error that nobody else can be given to the background set's
/// handler.
inline void tell_background(const net::any_io_executor &executor,
                            task_node &node, const std::exception_ptr &error) {
  net::use_service<background_service>(context_of(executor))
      .group(executor)
      .report_now(node, error);
}

} // namespace detail

/// A view of the background set of an execution context that spawns on one
/// executor of it. Cheap to copy; valid as long as the context.
template <class Executor>
class background_tasks
    : public detail::group_interface<background_tasks<Executor>> {
public:
  using executor_type = Executor;

  explicit background_tasks(const Executor &executor)
      : executor_(executor),
        state_(&service().group(net::any_io_executor(executor))) {}

  const Executor &get_executor() const noexcept { return executor_; }

  /// What holdfast::start() is made of.
  template <detail::any_awaitable A>
  task_handle<detail::awaited_value<A>> start_owned(spawn_options options,
                                                    A body) {
    return {detail::launch<detail::outcome_node<detail::awaited_value<A>>>(
                *state_, executor_, options,
                detail::held_awaitable<A>{std::move(body)}, false),
            true};
  }
  template <class F, class... Args>
    requires detail::task_callable<F, Args...>
  auto start_owned(spawn_options options, F &&f, Args &&...args)
      -> task_handle<detail::call_result<F, Args...>> {
    return {
        detail::launch<detail::outcome_node<detail::call_result<F, Args...>>>(
            *state_, executor_, options,
            detail::bind_call(std::forward<F>(f), std::forward<Args>(args)...),
            false),
        true};
  }

private:
  friend class detail::spawn_interface<background_tasks>;
  friend class detail::group_interface<background_tasks>;
  detail::group_state &group() const noexcept { return *state_; }
  detail::background_service &service() const {
    return net::use_service<detail::background_service>(
        net::query(executor_, net::execution::context));
  }
  Executor executor_;
  detail::group_state *state_;
};

/// The background set of the execution context that `executor` belongs to,
/// spawning on `executor`.
///
///     holdfast::background(socket.get_executor()).spawn(session(...));
///
/// Ownership: the set belongs to the context and ends with it. Tasks that are
/// alive then are named on stderr and destroyed where they stand.
/// Exceptions: go to the handler set by on_error(), by default to stderr.
/// Threads: may be called from any thread.
template <detail::executor_like Executor>
background_tasks<Executor> background(const Executor &executor) {
  return background_tasks<Executor>(executor);
}
template <class Context>
  requires std::derived_from<Context, net::execution_context>
auto background(Context &context) {
  return background(context.get_executor());
}

} // namespace holdfast::inline HOLDFAST_ABI
