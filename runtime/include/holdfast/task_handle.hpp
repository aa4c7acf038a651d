// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A task that can be waited for.
#pragma once

#include <holdfast/annotations.hpp>
#include <holdfast/detail/awaitable_traits.hpp>
#include <holdfast/would_deadlock.hpp>

#include <stdexcept>

namespace holdfast::inline HOLDFAST_ABI {

/// Thrown by task_handle::join() when the task was cancelled. It is a
/// system_error with the code operation_aborted, as Asio's own cancellation.
class task_cancelled : public system_error {
public:
  explicit task_cancelled(const std::string &reason)
      : system_error(error_code(net::error::operation_aborted), reason) {}
};

/// Thrown by task_handle::join() when the task's execution context was
/// destroyed before the task ended.
class task_abandoned : public std::runtime_error {
public:
  task_abandoned() : std::runtime_error("the task's context was destroyed") {}
};

/// A task in somebody's set, and the right to its result.
///
///     auto h = tasks.start(fetch, url);
///     std::string page = co_await h.join();
///
/// Ownership: a handle from task_set::start() or persistent_task_group::start()
/// observes a task that its set owns: dropping the handle leaves the task
/// running. A handle from holdfast::start() owns its task: dropping it asks the
/// task to cancel, and the background set keeps it until it has ended.
///
/// Exceptions: join() and result() throw what left the task. With a handle from
/// a set the error handler has heard of it as well. With one from
/// holdfast::start() it hears of it when the handle is dropped without join(),
/// result() or error() having been called: never silence.
///
/// Threads: every member may be called from any thread; one handle object must
/// not be used from two at a time. Callbacks run on the task's executor.
///
/// Destructor: never blocks; see Ownership.
template <class T = void>
class [[nodiscard("join(), keep or detach() the task")]] HOLDFAST_TASK_HANDLE(
    detaches) task_handle {
  using node_type = detail::outcome_node<T>;

public:
  task_handle() = default;
  task_handle(task_handle &&other) noexcept
      : node_(std::move(other.node_)), owns_(other.owns_) {}
  task_handle &operator=(task_handle &&other) noexcept {
    if (this != &other) {
      let_go();
      node_ = std::move(other.node_);
      owns_ = other.owns_;
    }
    return *this;
  }
  ~task_handle() { let_go(); }

  /// False for a handle without a task: moved from, detached, or never given
  /// one. Every other member needs a task.
  bool valid() const noexcept { return static_cast<bool>(node_); }
  bool done() const noexcept { return is_done(state()); }
  task_state state() const noexcept {
    return node_->state.load(std::memory_order_acquire);
  }
  task_id id() const noexcept { return node_->id; }
  std::string name() const {
    const std::lock_guard hold(node_->group->lock);
    return node_->extra ? node_->extra->name : std::string();
  }
  std::source_location site() const noexcept { return node_->site; }

  /// Waits for the end and gives the result, once. Throws what left the task,
  /// task_cancelled or task_abandoned. Cancelling the caller ends the wait and
  /// does not touch the task.
  net::awaitable<T> join() { return join_node(node_); }

  /// Waits for the end; throws nothing of the task's and does not count as
  /// having looked at its error.
  net::awaitable<task_state> wait() { return wait_for_node(node_); }

  /// The result of a task that is done; else std::logic_error.
  T result() { return take(*node_); }
  /// The exception of a task that is done, or null.
  std::exception_ptr error() {
    if (!done())
      return nullptr;
    node_->observed = true;
    return node_->error;
  }

  /// Asks the task to cancel. False when it is done already. The first reason
  /// and place are kept.
  bool cancel(std::string_view reason = {},
              net::cancellation_type type = net::cancellation_type::terminal,
              std::source_location site = std::source_location::current()) {
    return node_->request_cancel(reason, type, site);
  }
  /// How often the task was asked to cancel, at most 255.
  unsigned cancel_requests() const noexcept {
    return node_->cancel_requests.load(std::memory_order_relaxed);
  }

  /// Calls `callback` on the task's executor when it ends, soon if it has.
  template <detail::plain_callback F> std::uint64_t on_done(F f) {
    std::function<void()> callback(std::move(f));
    {
      const std::lock_guard hold(node_->group->lock);
      if (!done()) {
        auto &list = node_->need_extra().on_done;
        const std::uint64_t id = list.empty() ? 1 : list.back().first + 1;
        list.emplace_back(id, std::move(callback));
        return id;
      }
    }
    net::post(node_->executor(), std::move(callback));
    return 0;
  }
  /// False when there is no such callback, or it has been called.
  bool remove_on_done(std::uint64_t id) {
    const std::lock_guard hold(node_->group->lock);
    return node_->extra && std::erase_if(node_->extra->on_done, [&](auto &c) {
                             return c.first == id;
                           }) != 0;
  }

  /// Leaves the task to its set. Its error goes to the error handler.
  HOLDFAST_SANCTIONED void detach() && {
    owns_ = false;
    let_go();
  }

  /// For the library's own use: takes a node that a set has admitted.
  task_handle(detail::ref_ptr<node_type> node, bool owns) noexcept
      : node_(std::move(node)), owns_(owns) {}

private:
  static T take(node_type &node) {
    if (is_done(node.state.load(std::memory_order_acquire)))
      node.observed = true;
    switch (node.state.load(std::memory_order_acquire)) {
    case task_state::succeeded:
      if constexpr (!std::is_void_v<T>) {
        if (!node.value)
          throw std::logic_error("the task's result was taken already");
        std::optional<T> value = std::exchange(node.value, std::nullopt);
        return std::move(*value);
      } else {
        return;
      }
    case task_state::failed:
      std::rethrow_exception(node.error);
    case task_state::cancelled: {
      const std::lock_guard hold(node.group->lock);
      throw task_cancelled(node.extra ? node.extra->cancel_reason : "");
    }
    case task_state::abandoned:
      throw task_abandoned();
    default:
      throw std::logic_error("the task is not done");
    }
  }

  static auto until_done(detail::ref_ptr<node_type> node) {
    return detail::async_wait_on(
        std::move(node),
        [](node_type &n) {
          return is_done(n.state.load(std::memory_order_relaxed));
        },
        [](node_type &n) -> detail::wait_list & {
          return n.need_extra().waiters;
        },
        net::use_awaitable);
  }
  static net::awaitable<T> join_node(detail::ref_ptr<node_type> node) {
    if (!node)
      throw std::logic_error("join() on a handle without a task");
    const detail::waiting_for_task edge(*node);
    co_await until_done(node);
    co_return take(*node);
  }
  static net::awaitable<task_state>
  wait_for_node(detail::ref_ptr<node_type> node) {
    if (!node)
      throw std::logic_error("wait() on a handle without a task");
    const detail::waiting_for_task edge(*node);
    co_await until_done(node);
    co_return node->state.load(std::memory_order_acquire);
  }

  void let_go() noexcept {
    const auto node = std::move(node_);
    if (!node)
      return;
    bool unheard = false;
    if (!node->observed && !node->reports_at_once) {
      const std::lock_guard hold(node->group->lock);
      if (is_done(node->state.load(std::memory_order_relaxed)))
        unheard = node->state == task_state::failed;
      else
        node->reports_at_once.store(true, std::memory_order_release);
    }
    if (unheard)
      node->group->report_now(*node, node->error);
    if (owns_)
      try {
        (void)node->request_cancel("handle dropped",
                                   net::cancellation_type::terminal,
                                   std::source_location::current());
      } catch (const std::exception &e) {
        std::fprintf(stderr, "holdfast: cancelling a task failed: %s\n",
                     e.what());
      }
  }

  detail::ref_ptr<node_type> node_;
  bool owns_ = false;
};

} // namespace holdfast::inline HOLDFAST_ABI
