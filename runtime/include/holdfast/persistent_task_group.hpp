// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A task group that lives as long as its owner.
#pragma once

#include <holdfast/detail/shutdown_driver.hpp>
#include <holdfast/task_set.hpp>

#include <initializer_list>

namespace holdfast::inline HOLDFAST_ABI {

/// A set of tasks that goes on when it is empty, whose children fail alone, and
/// that is brought down in order.
///
///     holdfast::persistent_task_group root{io, "server"};
///     holdfast::persistent_task_group sessions{root, "sessions"};
///     root.shutdown_on({SIGINT, SIGTERM}, shutdown_policy(5s, 2s));
///
/// Ownership: as task_set. A group made with a parent goes down before the
/// parent's own tasks do, newest first; the object belongs to whoever made it.
///
/// Exceptions: one that leaves a task reaches the error handler at once, on the
/// task's executor, and touches neither siblings nor group. A child group
/// begins with its parent's handler. An exception that `is_fatal` accepts also
/// begins a shutdown.
///
/// Threads: every member may be called from any thread.
///
/// Destructor: with live tasks it asks them to cancel, names them on stderr and
/// returns at once. Await shutdown() first.
class persistent_task_group
    : public detail::group_interface<persistent_task_group> {
public:
  explicit persistent_task_group(net::any_io_executor executor,
                                 std::string name = {},
                                 detail::here site = detail::here::current())
      : state_(detail::group_ptr::adopt(new detail::group_state(
            std::move(executor), std::move(name), "group", site))) {}
  template <class Context>
    requires std::derived_from<Context, net::execution_context>
  explicit persistent_task_group(Context &context, std::string name = {},
                                 detail::here site = detail::here::current())
      : persistent_task_group(net::any_io_executor(context.get_executor()),
                              std::move(name), site) {}
  /// A child of `parent`, on the parent's executor.
  persistent_task_group(persistent_task_group &parent, std::string name,
                        detail::here site = detail::here::current())
      : persistent_task_group(parent.get_executor(), std::move(name), site) {
    state_->attach_to(*parent.state_);
  }
  persistent_task_group(persistent_task_group &&) = delete;
  ~persistent_task_group() { state_->owner_is_gone(); }

  net::any_io_executor get_executor() const { return state_->executor; }

  void set_on_destroy(on_destroy policy) noexcept {
    state_->when_destroyed = policy;
  }
  /// A failure for which `test` is true begins shutdown(policy), after the
  /// handler was told.
  void fatal_if(std::function<bool(const std::exception_ptr &)> test,
                shutdown_policy policy = {}) {
    auto shared = std::make_shared<const detail::fatal_rule>(detail::fatal_rule{
        std::move(test), [policy = std::move(policy)](detail::group_state &g) {
          detail::begin_shutdown(detail::group_ptr(&g), policy);
        }});
    const std::lock_guard hold(state_->lock);
    state_->fatal.swap(shared);
  }
  /// Called when the group stops taking tasks, before anything is cancelled:
  /// the place to close a queue or an acceptor. At once when it is closed. A
  /// task that such a close ends with operation_aborted counts as cancelled.
  template <detail::plain_callback F> void on_close(F f) {
    std::function<void()> hook(std::move(f));
    {
      const std::lock_guard hold(state_->lock);
      if (!state_->closed) {
        state_->close_hooks.push_back(std::move(hook));
        return;
      }
    }
    hook();
  }
  /// The policy with which the parent's shutdown brings this group down. Limits
  /// longer than the parent's are cut to those.
  void set_child_policy(shutdown_policy policy) {
    const std::lock_guard hold(state_->lock);
    state_->child_policy = std::move(policy);
  }

  /// False where spawn() would throw group_closed or group_full; nothing is run
  /// then.
  template <detail::any_awaitable A>
  bool try_spawn(A body, detail::here site = detail::here::current()) {
    return try_spawn(spawn_options(site), std::move(body));
  }
  template <class F>
    requires detail::task_callable<F>
  bool try_spawn(F &&f, detail::here site = detail::here::current()) {
    return try_spawn(spawn_options(site), std::forward<F>(f));
  }
  template <class... Args>
  bool try_spawn(spawn_options options, Args &&...args) {
    try {
      this->spawn(options, std::forward<Args>(args)...);
      return true;
    } catch (const group_closed &) {
      return false;
    } catch (const group_full &) {
      return false;
    }
  }

  /// Waits until no task is alive. The group stays open.
  net::awaitable<void> join() { return wait_idle(state_); }

  /// Waits until somebody has brought the group down, also when it is empty.
  net::awaitable<shutdown_report> run_until_shutdown() {
    return until_down(state_);
  }

  /// Begins the shutdown and returns at once. The first call's policy counts.
  void request_shutdown(shutdown_policy policy = {}) noexcept {
    detail::begin_shutdown(state_, std::move(policy));
  }

  /// Closes the group, brings the groups below it down, gives the tasks
  /// `policy.grace` to end, cancels those that have not, and waits for them up
  /// to `policy.cancel_timeout`. Never waits longer; what is still alive then
  /// is in the report. All callers get the same report. A task of the group
  /// that calls it is left out: it is neither cancelled nor waited for.
  net::awaitable<shutdown_report> shutdown(shutdown_policy policy = {}) {
    return down(state_, std::move(policy));
  }

  /// Begins a shutdown when one of `signals` arrives. Until the group is down
  /// the wait for the signal keeps run() from returning.
  void shutdown_on(std::initializer_list<int> signals,
                   shutdown_policy policy = {}) {
    auto set = std::make_unique<net::signal_set>(state_->executor);
    for (int number : signals)
      set->add(number);
    set->async_wait([state = state_, policy = std::move(policy)](error_code ec,
                                                                 int) mutable {
      if (!ec)
        detail::begin_shutdown(std::move(state), std::move(policy));
    });
    const std::lock_guard hold(state_->lock);
    if (!state_->shutdown_ended)
      state_->signals.swap(set);
  }

private:
  friend class detail::spawn_interface<persistent_task_group>;
  friend class detail::group_interface<persistent_task_group>;

  static net::awaitable<shutdown_report> until_down(detail::group_ptr state) {
    auto report = co_await detail::report_of(std::move(state), nullptr);
    co_return report;
  }
  static net::awaitable<shutdown_report> down(detail::group_ptr state,
                                              shutdown_policy policy) {
    detail::exempt_caller caller(*state);
    detail::begin_shutdown(state, std::move(policy));
    auto report = co_await detail::report_of(state, &caller);
    co_return report;
  }

  detail::group_state &group() const noexcept { return *state_; }
  detail::group_ptr state_;
};

} // namespace holdfast::inline HOLDFAST_ABI
