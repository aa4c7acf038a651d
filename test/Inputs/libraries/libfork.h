// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libfork.
#pragma once

#include "libraries/coroutine.h"

namespace lf {
namespace impl {
template <class R> struct [[nodiscard]] quasi_awaitable {
  ~quasi_awaitable();
  mock::awaiter<R> operator co_await() && noexcept;
};
} // namespace impl

inline namespace core {
template <class T = void> struct task {
  using promise_type = mock::promise<task, T>;
};
template <class R> class future {
public:
  future(future &&) noexcept;
  ~future();
  bool valid() const noexcept;
  void detach() noexcept;
  void wait();
  R get();
};
struct lazy_pool {};
template <class F> future<int> schedule(lazy_pool &, F &&);
template <class F> int sync_wait(lazy_pool &, F &&);
template <class F> void detach(lazy_pool &, F &&);
impl::quasi_awaitable<int> forked(int *, int);
} // namespace core
} // namespace lf
