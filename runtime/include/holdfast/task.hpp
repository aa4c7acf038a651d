// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A coroutine type of holdfast's own.
#pragma once

#include <holdfast/annotations.hpp>
#include <holdfast/detail/native_guest.hpp>
#include <holdfast/detail/native_launch.hpp>
#include <holdfast/detail/native_promise.hpp>
#include <holdfast/task_handle.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// A coroutine that runs when it is awaited or spawned, at a fraction of what
/// co_spawn costs. For code that can choose its coroutine type.
///
///     holdfast::task<std::size_t> copy(tcp::socket from, tcp::socket to) {
///       ...
///       std::size_t n = co_await from.async_read_some(buffer,
///       holdfast::use_task);
///     }
///     sessions.spawn(copy(std::move(a), std::move(b)));
///
/// It may await another task, an Asio operation with the token use_task, an
/// asio::awaitable on any_io_executor, and of asio::this_coro: executor,
/// throw_if_cancelled and reset_cancellation_state. An asio::awaitable awaits a
/// task through as_awaitable().
///
/// Ownership: a task that has not begun belongs to the object; destroyed, it
/// never runs a line. spawn() and start() of a group or set take it over.
///
/// Exceptions: what leaves the body reaches whoever awaits the task, and the
/// error handler of its group when it was spawned.
///
/// Cancellation: as an asio::awaitable. Only `terminal` passes unless the task
/// asks for more; it reaches the operation that is pending, and every co_await
/// from then on throws operation_aborted.
///
/// Threads: runs on the executor that it is spawned on; a task that is awaited
/// runs on that of its caller.
///
/// Destructor: destroys a coroutine that has not begun; blocks never.
template <class T>
class [[nodiscard("co_await the task or spawn it: it has not "
                  "begun")]] HOLDFAST_TASK_HANDLE(never_starts) task {
  static_assert(!std::is_rvalue_reference_v<T>,
                "holdfast: a task gives a value or an lvalue reference");

public:
  using value_type = T;
  using promise_type = detail::native_promise<T>;

  task() = default;
  task(task &&other) noexcept : frame_(other.release()) {}
  task &operator=(task &&other) noexcept {
    task(std::move(other)).swap(*this);
    return *this;
  }
  ~task() {
    if (frame_)
      frame_.destroy();
  }

  void swap(task &other) noexcept { std::swap(frame_, other.frame_); }
  /// False when it was moved from, or never was a coroutine.
  bool valid() const noexcept { return static_cast<bool>(frame_); }

  /// For the library's own use.
  explicit task(std::coroutine_handle<promise_type> frame) noexcept
      : frame_(frame) {}
  std::coroutine_handle<promise_type> frame() const noexcept { return frame_; }
  std::coroutine_handle<promise_type> release() noexcept {
    return std::exchange(frame_, nullptr);
  }

private:
  std::coroutine_handle<promise_type> frame_;
};

/// The completion token with which a task awaits an Asio operation:
///
///     co_await timer.async_wait(holdfast::use_task);
///
/// An error_code or exception_ptr that the operation ends with is thrown; what
/// is left of its result is returned: nothing, a value, or a tuple. The
/// operation begins when it is awaited, with the task's executor and
/// cancellation slot.
struct use_task_t {
  constexpr use_task_t() = default;

  /// An executor whose I/O objects take use_task where no token is given.
  template <class Inner> struct executor_with_default : Inner {
    using default_completion_token_type = use_task_t;
    template <class Other>
      requires(!std::is_same_v<Other, executor_with_default> &&
               std::is_convertible_v<const Other &, Inner>)
    executor_with_default(const Other &executor) noexcept : Inner(executor) {}
  };
  /// `use_task_t::as_default_on_t<asio::steady_timer>`: its operations can be
  /// awaited without a token.
  template <class Object>
  using as_default_on_t = typename Object::template rebind_executor<
      executor_with_default<typename Object::executor_type>>::other;
};
inline constexpr use_task_t use_task;

/// `co_await keep_going_when_cancelled`: from here on a cancellation ends the
/// operation that is pending, but does not make every later one throw. The same
/// as `co_await this_coro::throw_if_cancelled(false)`.
inline constexpr detail::keep_going_when_cancelled_t keep_going_when_cancelled;

namespace this_task {
/// `co_await this_task::cancelled` gives the types of cancellation that have
/// reached the task since it began, or since it was reset.
inline constexpr detail::cancelled_t cancelled;
} // namespace this_task

/// A task for an asio::awaitable to await:
///
///     std::size_t n = co_await holdfast::as_awaitable(copy(a, b));
///
/// It runs on the awaitable's executor, and a cancellation of the awaitable
/// reaches it. A task<T &> gives a std::reference_wrapper<T>.
template <class T>
net::awaitable<detail::native_value<T>> as_awaitable(task<T> body) {
  const net::any_io_executor executor = co_await net::this_coro::executor;
  detail::native_guest<T> guest(executor, std::move(body));
  co_await guest.wait(net::use_awaitable);
  co_return guest.result();
}

namespace detail {

template <class T>
native_child<T>::native_child(task<T> &&child,
                              native_promise_base &caller) noexcept
    : caller_(caller), promise_(&child.frame().promise()),
      frame_(child.release()) {}

template <class T> task<T> native_promise<T>::get_return_object() noexcept {
  return task<T>(handle::from_promise(*this));
}

template <class U>
task<U> native_transforms::unwrapped(net::awaitable<U> body) {
  std::optional<U> value = co_await optionally(std::move(body));
  co_return std::move(*value);
}

} // namespace detail
} // namespace holdfast::inline HOLDFAST_ABI

/// What Asio asks of a completion token.
template <class R, class... Ts>
class holdfast::net::async_result<holdfast::use_task_t, R(Ts...)> {
public:
  template <class Initiation, class... Args>
  static auto initiate(Initiation &&initiation, holdfast::use_task_t,
                       Args &&...args) {
    return holdfast::detail::native_pending<R(Ts...), std::decay_t<Initiation>,
                                            std::decay_t<Args>...>(
        std::forward<Initiation>(initiation), std::forward<Args>(args)...);
  }
};
