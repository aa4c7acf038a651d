// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An executor that knows its task. Asio has no hook for the resumption of a
// coroutine, but each resumption goes through the coroutine's executor.
#pragma once

#include <holdfast/detail/task_node.hpp>

#include <utility>

namespace holdfast::inline HOLDFAST_ABI::detail {

/// Makes `node` the running task for as long as it lives.
class running_scope {
public:
  explicit running_scope(task_node &node) noexcept
      : node_(node), outer_(std::exchange(running_task(), &node)) {
    if (node_.timed)
      began_ = std::chrono::steady_clock::now();
  }
  running_scope(const running_scope &) = delete;
  ~running_scope() {
    running_task() = outer_;
    if (!node_.timed)
      return;
    // Only one thread runs a task at a time: no read-modify-write is needed.
    const auto spent = std::chrono::steady_clock::now() - began_;
    task_extra &of = *node_.extra;
    of.busy_ns.store(
        of.busy_ns.load(std::memory_order_relaxed) +
            std::chrono::duration_cast<std::chrono::nanoseconds>(spent).count(),
        std::memory_order_relaxed);
    of.resumptions.store(of.resumptions.load(std::memory_order_relaxed) + 1,
                         std::memory_order_relaxed);
  }

private:
  task_node &node_;
  task_node *outer_;
  first_turn_scope first_turn_;
  std::chrono::steady_clock::time_point began_;
};

/// Small when Inner is an io_context's executor, so that any_io_executor holds
/// it without an allocation.
template <class Inner> class task_executor {
public:
  task_executor(Inner inner, node_ptr node)
      : inner_(std::move(inner)), node_(std::move(node)) {}

  const Inner &inner() const noexcept { return inner_; }

  template <class F> void execute(F &&f) const {
    auto resume = [node = node_,
                   f = std::decay_t<F>(std::forward<F>(f))]() mutable {
      const running_scope scope(*node);
      std::move(f)();
    };
    // Before Asio 1.24 the member is private and the free function is the way;
    // the newest Asio has no free function any more.
#if (defined(ASIO_VERSION) && ASIO_VERSION < 102400) ||                        \
    (defined(BOOST_ASIO_VERSION) && BOOST_ASIO_VERSION < 102400)
    net::execution::execute(inner_, std::move(resume));
#else
    inner_.execute(std::move(resume));
#endif
  }

  template <class Property>
    requires net::can_query<const Inner &, Property>::value
  decltype(auto) query(const Property &property) const {
    return net::query(inner_, property);
  }
  template <class Property>
    requires net::can_require<const Inner &, Property>::value
  auto require(const Property &property) const {
    return wrap(net::require(inner_, property));
  }
  template <class Property>
    requires net::can_prefer<const Inner &, Property>::value
  auto prefer(const Property &property) const {
    return wrap(net::prefer(inner_, property));
  }

  bool operator==(const task_executor &other) const noexcept {
    return inner_ == other.inner_ && node_.get() == other.node_.get();
  }
  bool operator!=(const task_executor &other) const noexcept {
    return !(*this == other);
  }

private:
  template <class Other> auto wrap(Other inner) const {
    return task_executor<Other>(std::move(inner), node_);
  }
  Inner inner_;
  node_ptr node_;
};

/// `executor` without the task that is attached to it.
inline net::any_io_executor untraced(const net::any_io_executor &executor) {
  using io_executor = net::io_context::executor_type;
  // Asio 1.22's target<T>() does not look at the type itself.
  const std::type_info &type = executor.target_type();
  if (type == typeid(task_executor<io_executor>))
    return executor.target<task_executor<io_executor>>()->inner();
  if (type == typeid(task_executor<net::any_io_executor>))
    return executor.target<task_executor<net::any_io_executor>>()->inner();
  return executor;
}

/// `executor` with `node` attached.
inline net::any_io_executor traced(const net::any_io_executor &executor,
                                   node_ptr node) {
  using io_executor = net::io_context::executor_type;
  if (executor.target_type() == typeid(io_executor))
    return task_executor<io_executor>(*executor.target<io_executor>(),
                                      std::move(node));
  return task_executor<net::any_io_executor>(executor, std::move(node));
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
