// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Seastar, and the words of Redpanda's ssx for a future that is left to itself.
#pragma once

#include "libraries/coroutine.h"

namespace seastar {

template <class T = void> class [[nodiscard]] future {
public:
  using value_type = T;
  future(future &&) noexcept;
  future &operator=(future &&) noexcept;
  ~future();
  T get();
  bool available() const noexcept;
  template <class F> future<> then(F &&) noexcept;
  template <class F> future<> then_wrapped(F &&) noexcept;
  template <class F> future<T> finally(F &&) noexcept;
  template <class F> future<T> handle_exception(F &&) noexcept;
  future<> discard_result() noexcept;
  future<> or_terminate() noexcept;
};
template <class T> mock::awaiter<T> operator co_await(future<T>);

template <class T = void> class shared_future {
public:
  shared_future(future<T>);
  shared_future(const shared_future &);
  ~shared_future();
  future<T> get_future() const noexcept;
};

class thread {
public:
  template <class F> thread(F);
  thread(thread &&) noexcept;
  ~thread();
  future<> join();
};

class gate {
public:
  gate() noexcept;
  ~gate();
  future<> close() noexcept;
  struct holder {
    ~holder();
  };
  holder hold();
};
class named_gate : public gate {};
template <class F> future<> with_gate(gate &, F &&body) { return body(); }
template <class F> future<> try_with_gate(gate &, F &&);

class reactor {
public:
  void run_in_background(future<> f);
};
reactor &engine();

template <class F> future<> async(F &&);
namespace smp {
template <class F> future<> submit_to(unsigned shard, F &&);
}

} // namespace seastar

template <class T, class... Args>
struct std::coroutine_traits<seastar::future<T>, Args...> {
  using promise_type =
      mock::promise<seastar::future<T>, T, std::suspend_never>;
};

namespace ssx {
namespace detail {
struct background_t {
  template <class T> void operator=(seastar::future<T> &&) const;
};
} // namespace detail
inline constexpr detail::background_t background;
template <class F> void spawn_with_gate(seastar::gate &, F &&) noexcept;
template <class F> void repeat_until_gate_closed(seastar::gate &, F &&);
} // namespace ssx
