// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An Asio operation that a native task awaits: what the token use_task makes of
// it, and its completion handler.
#pragma once

#include <holdfast/detail/native_context.hpp>

#include <optional>
#include <tuple>
#include <type_traits>

namespace holdfast::inline HOLDFAST_ABI::detail {

/// An operation that has not begun. The constructor is declared on purpose: see
/// spawn_options.
template <class Signature, class Initiation, class... Args>
class [[nodiscard("an operation begins when it is awaited")]] native_pending {
public:
  template <class I, class... A>
  explicit native_pending(I &&initiation, A &&...args)
      : initiation(std::forward<I>(initiation)),
        args(std::forward<A>(args)...) {}
  native_pending(native_pending &&) = default;

  Initiation initiation;
  std::tuple<Args...> args;
};

/// The arguments of a completion: an error first, if there is one.
template <class... Ts> class native_completion {
public:
  using value_type = std::tuple<std::decay_t<Ts>...>;
  void store(Ts... values) { values_.emplace(std::forward<Ts>(values)...); }
  decltype(auto) take() {
    if constexpr (sizeof...(Ts) == 1)
      return std::get<0>(std::move(*values_));
    else if constexpr (sizeof...(Ts) != 0)
      return value_type(std::move(*values_));
  }

private:
  std::optional<value_type> values_;
};
template <class... Ts> class native_completion<error_code, Ts...> {
public:
  void store(error_code error, Ts... values) {
    error_ = error;
    if (!error)
      rest_.store(std::forward<Ts>(values)...);
  }
  auto take() {
    if (error_)
      throw system_error(error_);
    return rest_.take();
  }

private:
  error_code error_;
  native_completion<Ts...> rest_;
};
template <class... Ts> class native_completion<std::exception_ptr, Ts...> {
public:
  void store(std::exception_ptr error, Ts... values) {
    error_ = std::move(error);
    if (!error_)
      rest_.store(std::forward<Ts>(values)...);
  }
  auto take() {
    if (error_)
      std::rethrow_exception(std::exchange(error_, nullptr));
    return rest_.take();
  }

private:
  std::exception_ptr error_;
  native_completion<Ts...> rest_;
};

template <class Signature, class Initiation, class... Args>
class native_awaiter;

template <class R, class... Ts, class Initiation, class... Args>
class native_awaiter<R(Ts...), Initiation, Args...> final : native_operation {
public:
  native_awaiter(native_pending<R(Ts...), Initiation, Args...> &&pending,
                 native_promise_base &task)
      : pending_(std::move(pending)), context_(*task.context), at_(task.self) {}
  native_awaiter(const native_awaiter &) = delete;

  bool await_ready() noexcept {
    refused_ = context_.must_throw();
    return refused_;
  }
  void await_suspend(std::coroutine_handle<>) noexcept {
    context_.loop->operation = this;
  }
  auto await_resume() {
    if (refused_)
      throw system_error(error_code(net::error::operation_aborted));
    // What the operation left there refers to an operation that is over.
    context_.signal.slot().clear();
    if (error_)
      std::rethrow_exception(std::exchange(error_, nullptr));
    return results_.take();
  }

private:
  /// One word. Whoever holds it holds the right to resume the task.
  class handler {
  public:
    using executor_type = net::any_io_executor;
    using cancellation_slot_type = net::cancellation_slot;

    explicit handler(native_awaiter &operation) noexcept
        : operation_(&operation) {}
    handler(handler &&other) noexcept
        : operation_(std::exchange(other.operation_, nullptr)) {}
    handler &operator=(handler &&) = delete;
    ~handler() {
      if (operation_)
        operation_->drop();
    }
    executor_type get_executor() const noexcept {
      return operation_->context_.executor;
    }
    cancellation_slot_type get_cancellation_slot() const noexcept {
      return operation_->context_.signal.slot();
    }
    void operator()(Ts... values) {
      std::exchange(operation_, nullptr)->complete(std::forward<Ts>(values)...);
    }

  private:
    native_awaiter *operation_;
  };

  void initiate(native_loop &loop) noexcept override {
    native_initiation here(*this);
    native_context &context = context_;
    const std::coroutine_handle<> at = at_;
    std::exception_ptr thrown;
    try {
      // Another thread may complete the operation and destroy the frame before
      // the initiation returns.
      auto pending = std::move(pending_);
      std::apply(
          [&](Args &...args) {
            std::move(pending.initiation)(handler(*this), std::move(args)...);
          },
          pending.args);
    } catch (...) {
      thrown = std::current_exception();
    }
    if (here.dropped && thrown)
      error_ = std::move(thrown);
    else if (here.dropped)
      return abandon_native(context);
    else if (!here.completed)
      return;
    loop.next = at;
  }

  void complete(Ts... values) noexcept {
    try {
      results_.store(std::forward<Ts>(values)...);
    } catch (...) {
      error_ = std::current_exception();
    }
    if (native_initiation *inside = native_initiation::of(*this)) {
      inside->completed = true;
    } else if (context_.delivering) {
      // Below it is the operation's own cancellation handler.
      try {
        net::post(context_.executor,
                  native_turn(context_, [at = at_](native_context &c) {
                    resume_native(c, at);
                  }));
      } catch (...) {
        // The turn was destroyed, and the task with it.
      }
    } else {
      resume_native(context_, at_);
    }
  }

  void drop() noexcept {
    if (native_initiation *inside = native_initiation::of(*this))
      inside->dropped = true;
    else
      abandon_native(context_);
  }

  native_pending<R(Ts...), Initiation, Args...> pending_;
  native_context &context_;
  std::coroutine_handle<> at_;
  native_completion<Ts...> results_;
  std::exception_ptr error_;
  bool refused_ = false;
};

/// An asio::awaitable as an operation: it runs on the task's executor.
template <class T> struct native_foreign {
  native_foreign(net::any_io_executor ex, net::awaitable<T> a)
      : executor(std::move(ex)), body(std::move(a)) {}
  template <class Handler> void operator()(Handler &&handler) && {
    net::co_spawn(executor, std::move(body), std::forward<Handler>(handler));
  }
  net::any_io_executor executor;
  net::awaitable<T> body;
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
