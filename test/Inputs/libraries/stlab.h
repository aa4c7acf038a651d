// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// stlab.
#pragma once

#include "libraries/coroutine.h"

namespace stlab {
inline namespace v2 {

template <class T> class [[nodiscard]] future {
public:
  using promise_type = mock::promise<future, T, std::suspend_never>;
  future(future &&) noexcept;
  ~future();
  template <class F> future<void> then(F &&) &&;
  template <class F> future<T> recover(F &&) &&;
  template <class F> future<void> operator|(F &&) &&;
  template <class F> future<T> operator^(F &&) &&;
  bool is_ready() const &;
  void detach() const;
};
template <class T> mock::awaiter<T> operator co_await(future<T> &&);
template <class E, class F> future<int> async(E, F &&);
template <class T> T await(future<T>);

} // namespace v2
} // namespace stlab
