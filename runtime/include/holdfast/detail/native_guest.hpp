// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A native task inside an asio::awaitable, which waits for it.
#pragma once

#include <holdfast/detail/native_promise.hpp>
#include <holdfast/detail/wait_list.hpp>

namespace holdfast::inline HOLDFAST_ABI::detail {

/// What the context refers to, and must be there before it.
struct guest_parts {
  net::any_io_executor held_executor;
  net::cancellation_signal held_signal;
};

/// Lives in the awaitable's frame. It has no node: the task that awaits has
/// one.
template <class T> class native_guest : guest_parts, native_context {
public:
  native_guest(net::any_io_executor executor, task<T> body)
      : guest_parts{std::move(executor), {}},
        native_context(this->held_executor, this->held_signal, nullptr, end),
        body_(std::move(body)), frame_(body_.frame()) {}
  native_guest(const native_guest &) = delete;

  /// Runs the task and completes, always through the executor, when it ended.
  template <class Token> auto wait(Token &&token) {
    return net::async_initiate<Token, void(error_code)>(
        [this](auto handler) { this->begin(std::move(handler)); }, token);
  }
  T result() { return native_promise<T>::of(frame_).take(); }

private:
  template <class Handler> void begin(Handler handler) {
    auto slot = net::get_associated_cancellation_slot(handler);
    waiter_ =
        ref_ptr<waiter>::adopt(new waiter_for<Handler>(std::move(handler)));
    if (slot.is_connected())
      slot.assign([this](net::cancellation_type type) { deliver(type); });
    native_promise<T>::of(frame_).enter(*this, nullptr, frame_);
    (void)body_.release();
    resume_native(*this, frame_);
  }
  static void end(native_context &context, bool abandoned) noexcept {
    auto &guest = static_cast<native_guest &>(context);
    const auto waiter = std::move(guest.waiter_);
    if (abandoned)
      return waiter->drop();
    guest.body_ =
        task<T>(std::coroutine_handle<native_promise<T>>::from_address(
            guest.frame_.address()));
    try {
      waiter->complete({});
    } catch (...) {
      waiter->drop();
    }
  }

  task<T> body_;
  std::coroutine_handle<> frame_;
  ref_ptr<waiter> waiter_;
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
