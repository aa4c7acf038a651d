// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The promise of holdfast::task. Its frame stands behind the node of the task
// in one block of memory:
//
//     | native_node<T> | frame_head | the coroutine's frame |
//
// The node is made when the task is spawned, and outlives the frame as long as
// a handle refers to it; the block is freed with whichever goes last.
#pragma once

#include <holdfast/detail/native_operation.hpp>

#include <functional>
#include <new>
#include <optional>

namespace holdfast::inline HOLDFAST_ABI {
template <class T> class task;
namespace detail {

/// What a handle keeps of a T.
template <class T>
using native_value =
    std::conditional_t<std::is_lvalue_reference_v<T>,
                       std::reference_wrapper<std::remove_reference_t<T>>, T>;

struct alignas(__STDCPP_DEFAULT_NEW_ALIGNMENT__) frame_head {
  bool has_node = false;
};

template <class T> struct native_promise;

/// The node of a spawned native task.
template <class T> struct native_node final : outcome_node<native_value<T>> {
  native_node(group_state &group, const net::any_io_executor &executor,
              const spawn_options &options)
      : outcome_node<native_value<T>>(group, executor, options),
        context(this->executor(), this->signal, this, end) {}
  static void operator delete(void *block) noexcept {
    ::operator delete(block);
  }
  void deliver(net::cancellation_type type) override { context.deliver(type); }
  static void end(native_context &context, bool abandoned) noexcept;

  native_context context;
  std::coroutine_handle<> frame;
};

template <class T> class native_child {
public:
  native_child(task<T> &&child, native_promise_base &caller) noexcept;
  native_child(const native_child &) = delete;
  ~native_child() {
    if (frame_)
      frame_.destroy();
  }
  bool await_ready() noexcept {
    refused_ = caller_.context->must_throw();
    return refused_;
  }
  void await_suspend(std::coroutine_handle<>) noexcept {
    promise_->enter(*caller_.context, &caller_, frame_);
    caller_.context->loop->next = frame_;
  }
  T await_resume() {
    if (refused_)
      throw system_error(error_code(net::error::operation_aborted));
    return promise_->take();
  }

private:
  native_promise_base &caller_;
  native_promise<T> *promise_;
  std::coroutine_handle<> frame_;
  bool refused_ = false;
};

/// An answer that is there already.
template <class T> struct native_answer {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  T await_resume() const { return value; }
  T value;
};

struct cancelled_t {};
struct keep_going_when_cancelled_t {};

template <class U>
net::awaitable<std::optional<U>> optionally(net::awaitable<U> body) {
  U value = co_await std::move(body);
  co_return std::optional<U>(std::move(value));
}

/// What a task may await.
struct native_transforms : native_promise_base {
  template <class U> native_child<U> await_transform(task<U> &&child) noexcept {
    return {std::move(child), *this};
  }
  template <class Signature, class Initiation, class... Args>
  native_awaiter<Signature, Initiation, Args...>
  await_transform(native_pending<Signature, Initiation, Args...> &&pending) {
    return {std::move(pending), *this};
  }
  template <class U> auto await_transform(net::awaitable<U> &&body) {
    net::any_io_executor on = context->executor;
    if (context->node && context->node->traced)
      on = traced(on, node_ptr(context->node));
    if constexpr (std::is_void_v<U>) {
      return run_foreign<void(std::exception_ptr)>(std::move(on),
                                                   std::move(body));
    } else if constexpr (std::is_default_constructible_v<U>) {
      return run_foreign<void(std::exception_ptr, U)>(std::move(on),
                                                      std::move(body));
    } else {
      // co_spawn default-constructs a result when there is an exception.
      return await_transform(unwrapped(std::move(body)));
    }
  }

  native_answer<net::any_io_executor>
  await_transform(net::this_coro::executor_t) const {
    return {context->executor};
  }
  native_answer<net::cancellation_type>
  await_transform(cancelled_t) const noexcept {
    return {context->cancelled};
  }
  std::suspend_never await_transform(keep_going_when_cancelled_t) noexcept {
    context->throws = false;
    return {};
  }
  native_answer<bool>
  await_transform(net::this_coro::throw_if_cancelled_0_t) const noexcept {
    return {context->throws};
  }
  std::suspend_never
  await_transform(net::this_coro::throw_if_cancelled_1_t set) noexcept {
    context->throws = set.value;
    return {};
  }
  std::suspend_never
  await_transform(net::this_coro::reset_cancellation_state_0_t) noexcept {
    context->cancelled = net::cancellation_type::none;
    context->filter = only_terminal;
    return {};
  }
  template <class Filter>
  std::suspend_never await_transform(
      net::this_coro::reset_cancellation_state_1_t<Filter>) noexcept {
    static_assert(std::is_empty_v<Filter> &&
                      std::is_default_constructible_v<Filter>,
                  "holdfast: a task takes a filter without state, such as "
                  "asio::enable_total_cancellation()");
    context->cancelled = net::cancellation_type::none;
    context->filter = [](net::cancellation_type type) {
      return Filter()(type);
    };
    return {};
  }

private:
  template <class Signature, class U>
  auto run_foreign(net::any_io_executor on, net::awaitable<U> body) {
    using pending = native_pending<Signature, native_foreign<U>>;
    return native_awaiter<Signature, native_foreign<U>>(
        pending(native_foreign<U>(std::move(on), std::move(body))), *this);
  }
  template <class U> static task<U> unwrapped(net::awaitable<U> body);
};

template <class T> struct native_results : native_transforms {
  static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__,
                "holdfast: task<T> does not carry an over-aligned T");
  template <class U = T>
    requires std::is_convertible_v<U, T>
  void return_value(U &&value) {
    result.emplace(std::forward<U>(value));
  }
  T take() {
    if (this->error)
      std::rethrow_exception(std::exchange(this->error, nullptr));
    return std::move(*result);
  }
  std::optional<T> result;
};
template <class T> struct native_results<T &> : native_transforms {
  void return_value(T &value) noexcept { result = &value; }
  T &take() {
    if (this->error)
      std::rethrow_exception(std::exchange(this->error, nullptr));
    return *result;
  }
  T *result = nullptr;
};
template <> struct native_results<void> : native_transforms {
  void return_void() noexcept {}
  void take() {
    if (error)
      std::rethrow_exception(std::exchange(error, nullptr));
  }
};

template <class T> struct native_promise final : native_results<T> {
  using handle = std::coroutine_handle<native_promise>;
  task<T> get_return_object() noexcept;

  static constexpr std::size_t head_at =
      (sizeof(native_node<T>) + alignof(frame_head) - 1) / alignof(frame_head) *
      alignof(frame_head);
  static constexpr std::size_t frame_at = head_at + sizeof(frame_head);

  static void *operator new(std::size_t size) {
    char *block = static_cast<char *>(::operator new(frame_at + size));
    ::new (block + head_at) frame_head;
    return block + frame_at;
  }
  static void operator delete(void *frame, std::size_t) noexcept {
    char *block = static_cast<char *>(frame) - frame_at;
    if (!reinterpret_cast<frame_head *>(block + head_at)->has_node)
      ::operator delete(block);
  }

  /// Makes the node of a task that is being spawned; the caller takes its
  /// first count.
  static native_node<T> *make_node(std::coroutine_handle<> frame,
                                   group_state &group,
                                   const net::any_io_executor &executor,
                                   const spawn_options &options) {
    char *block = static_cast<char *>(frame.address()) - frame_at;
    auto *node = ::new (block) native_node<T>(group, executor, options);
    reinterpret_cast<frame_head *>(block + head_at)->has_node = true;
    node->frame = frame;
    return node;
  }
  static native_promise &of(std::coroutine_handle<> frame) noexcept {
    return handle::from_address(frame.address()).promise();
  }
};

template <class T>
void native_node<T>::end(native_context &context, bool abandoned) noexcept {
  auto *node = static_cast<native_node *>(context.node);
  std::exception_ptr error;
  if (!abandoned) {
    auto &promise = native_promise<T>::of(node->frame);
    error = std::move(promise.error);
    if constexpr (!std::is_void_v<T>) {
      if (!error && node->keeps_outcome) {
        try {
          node->value.emplace(promise.take());
        } catch (...) {
          error = std::current_exception();
        }
      }
    }
    // Before the task counts as done: what its arguments hold is gone by then.
    std::exchange(node->frame, nullptr).destroy();
  }
  node->finish(std::move(error), abandoned);
  node->release();
}

} // namespace detail
} // namespace holdfast::inline HOLDFAST_ABI
