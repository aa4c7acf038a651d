// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The virtual timer on whichever Asio is chosen. Given to the runtime as
// HOLDFAST_TIMER_HEADER; HOLDFAST_TIMER is virtual_time::timer.
#pragma once

#include <holdfast/config.hpp>

#include <vector>

#include "virtual_time.hpp"

namespace virtual_time {

struct on_net {
  using executor = holdfast::net::any_io_executor;

  template <class Token>
  static auto initiate(const executor &ex, clock::time_point at,
                       std::shared_ptr<std::vector<timeline::key>> keys,
                       Token &&token) {
    namespace net = holdfast::net;
    return net::async_initiate<Token, void(holdfast::error_code)>(
        [ex, at, keys](auto handler) {
          using handler_type = decltype(handler);
          auto slot = net::get_associated_cancellation_slot(handler);
          auto target = net::get_associated_executor(handler, ex);
          auto held = std::make_shared<handler_type>(std::move(handler));
          auto w = std::make_shared<wait>();
          w->complete = [held, work = net::prefer(
                                   target, net::execution::outstanding_work
                                               .tracked)](bool fired) {
            holdfast::error_code ec;
            if (!fired)
              ec = net::error::operation_aborted;
            net::post(work, [handler = std::move(*held), ec]() mutable {
              std::move(handler)(ec);
            });
          };
          const auto key = timeline::instance().add(at, w);
          keys->push_back(key);
          if (slot.is_connected())
            slot.assign([key](net::cancellation_type type) {
              if (type != net::cancellation_type::none)
                if (auto w = timeline::instance().remove(key))
                  w->complete(false);
            });
        },
        token);
  }
};

using timer = basic_timer<on_net>;

} // namespace virtual_time
