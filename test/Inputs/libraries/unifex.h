// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libunifex. As there, what users call `task`, `future` and `async_scope` is declared
// elsewhere, and the spawning functions are objects.
#pragma once

#include "libraries/coroutine.h"

#include <exception>

namespace unifex {

namespace _task {
template <class T> struct _task {
  struct [[nodiscard]] type;
};
template <class T> struct _task<T>::type {
  using promise_type = mock::promise<type, T>;
  type(type &&) noexcept;
  ~type();
  mock::awaiter<T> operator co_await() && noexcept;
};
} // namespace _task
template <class T = void> using task = typename _task::_task<T>::type;

// A sender has no concept to name: three members say it.
namespace _just {
template <class... Values> struct _sender {
  struct type {
    template <template <class...> class Variant,
              template <class...> class Tuple>
    using value_types = Variant<Tuple<Values...>>;
    template <template <class...> class Variant>
    using error_types = Variant<std::exception_ptr>;
    static constexpr bool sends_done = false;
  };
};
struct _just_fn {
  template <class... Values>
  typename _sender<Values...>::type operator()(Values &&...) const;
};
} // namespace _just
inline constexpr _just::_just_fn just{};

namespace _then {
template <class Sender> struct _sender {
  struct type {
    template <template <class...> class Variant,
              template <class...> class Tuple>
    using value_types = Variant<Tuple<>>;
    template <template <class...> class Variant>
    using error_types = Variant<std::exception_ptr>;
    static constexpr bool sends_done = true;
    type(type &&) noexcept;
    ~type();
  };
};
template <class F> struct _closure {
  template <class Sender>
  friend typename _sender<Sender>::type operator|(Sender &&, _closure);
};
struct _fn {
  template <class Sender, class F>
  typename _sender<Sender>::type operator()(Sender &&, F &&) const;
  template <class F> _closure<F> operator()(F &&) const;
};
} // namespace _then
inline constexpr _then::_fn then{};

namespace _spawn_future {
template <class Scope, class... T> struct _future {
  struct [[nodiscard]] type {
    using promise_type = void;
    type(type &&) noexcept;
    ~type();
    mock::awaiter<void> operator co_await() && noexcept;
  };
};
} // namespace _spawn_future
namespace v2 {
template <class Scope, class... T>
using future = typename _spawn_future::_future<Scope, T...>::type;
} // namespace v2

inline namespace v1 {
namespace _async_scope {
struct async_scope {
  async_scope() noexcept;
  ~async_scope();
  template <class Sender> v2::future<async_scope> spawn(Sender &&);
  template <class Scheduler, class Sender>
  v2::future<async_scope> spawn_on(Scheduler &&, Sender &&);
  template <class Scheduler, class F>
  v2::future<async_scope> spawn_call_on(Scheduler &&, F &&);
  template <class Sender> void detached_spawn(Sender &&);
  template <class Scheduler, class Sender>
  void detached_spawn_on(Scheduler &&, Sender &&);
  template <class Scheduler, class F>
  void detached_spawn_call_on(Scheduler &&, F &&);
  task<void> complete() noexcept;
};
} // namespace _async_scope
using _async_scope::async_scope;
template <class... T> using future = v2::future<async_scope, T...>;
} // namespace v1

namespace _spawn_detached {
struct _spawn_detached_fn {
  template <class Sender, class Scope>
  void operator()(Sender &&, Scope &) const;
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};
namespace _spawn_future {
struct _spawn_future_fn {
  template <class Sender, class Scope>
  future<> operator()(Sender &&, Scope &) const;
};
} // namespace _spawn_future
inline constexpr _spawn_future::_spawn_future_fn spawn_future{};

template <class T> T sync_wait(_task::_task<T> &&);
void sync_wait(task<void> &&);

} // namespace unifex
