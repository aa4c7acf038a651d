// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// stdexec with its `exec`, and beman's execution. As there, the algorithms that start
// work are objects, and some classes are declared in a namespace of their own.
#pragma once

#include "libraries/coroutine.h"

#include <exception>

namespace stdexec {

/// Every sender and every pipe of senders.
template <class Tag> struct basic_sender {
  using sender_concept = struct sender_t;
  basic_sender() noexcept;
  basic_sender(basic_sender &&) noexcept;
  ~basic_sender();
};
template <class F> struct closure {};
template <class S, class F>
basic_sender<closure<F>> operator|(basic_sender<S> &&, closure<F>) {
  return {};
}

basic_sender<void> just();
struct scheduler {};
struct schedule_t {
  template <class Scheduler>
  basic_sender<schedule_t> operator()(Scheduler &&) const;
};
inline constexpr schedule_t schedule{};
struct starts_on_t {
  template <class Scheduler, class Sender>
  basic_sender<starts_on_t> operator()(Scheduler &&, Sender &&) const;
};
inline constexpr starts_on_t starts_on{};
template <class F> closure<F> then(F) { return {}; }
template <class F> closure<F> upon_error(F) { return {}; }

struct sync_wait_t {
  template <class Sender> void operator()(Sender &&) const;
};
inline constexpr sync_wait_t sync_wait{};
struct spawn_t {
  template <class Sender, class Token>
  void operator()(Sender &&, Token) const {}
};
inline constexpr spawn_t spawn{};
struct spawn_future_t {
  template <class Sender, class Token>
  basic_sender<Token> operator()(Sender &&, Token) const;
};
inline constexpr spawn_future_t spawn_future{};

class simple_counting_scope {
public:
  struct token {};
  simple_counting_scope() noexcept;
  ~simple_counting_scope();
  token get_token() noexcept;
  basic_sender<token> join() noexcept;
};
class counting_scope {
public:
  struct token {};
  counting_scope() noexcept;
  ~counting_scope();
  token get_token() noexcept;
  basic_sender<token> join() noexcept;
};

namespace __task {
template <class T = void> class [[nodiscard]] task {
public:
  using sender_concept = struct sender_t;
  using promise_type = mock::promise<task, T>;
  task(task &&) noexcept;
  ~task();
  mock::awaiter<T> operator co_await() && noexcept;
};
} // namespace __task
using __task::task;
template <class S, class F>
basic_sender<closure<F>> operator|(task<S> &&, closure<F>) {
  return {};
}

} // namespace stdexec

namespace beman::execution {

/// Every sender and every pipe of senders.
template <class Tag> struct basic_sender {
  using sender_concept = struct sender_t;
  basic_sender() noexcept;
  basic_sender(basic_sender &&) noexcept;
  ~basic_sender();
};
template <class F> struct closure {};
template <class S, class F>
basic_sender<closure<F>> operator|(basic_sender<S> &&, closure<F>) {
  return {};
}

basic_sender<void> just();
template <class F> closure<F> then(F) { return {}; }
template <class F> closure<F> upon_error(F) { return {}; }

struct sync_wait_t {
  template <class Sender> void operator()(Sender &&) const;
};
inline constexpr sync_wait_t sync_wait{};
struct spawn_t {
  template <class Sender, class Token>
  void operator()(Sender &&, Token) const {}
};
inline constexpr spawn_t spawn{};
struct spawn_future_t {
  template <class Sender, class Token>
  basic_sender<Token> operator()(Sender &&, Token) const;
};
inline constexpr spawn_future_t spawn_future{};

class simple_counting_scope {
public:
  struct token {};
  simple_counting_scope() noexcept;
  ~simple_counting_scope();
  token get_token() noexcept;
  basic_sender<token> join() noexcept;
};
class counting_scope {
public:
  struct token {};
  counting_scope() noexcept;
  ~counting_scope();
  token get_token() noexcept;
  basic_sender<token> join() noexcept;
};

namespace detail {
template <class T = void> class [[nodiscard]] task {
public:
  using sender_concept = struct sender_t;
  using promise_type = mock::promise<task, T>;
  task(task &&) noexcept;
  ~task();
  mock::awaiter<T> operator co_await() && noexcept;
};
} // namespace detail
using detail::task;
template <class S, class F>
basic_sender<closure<F>> operator|(task<S> &&, closure<F>) {
  return {};
}

} // namespace beman::execution

namespace experimental::execution {

namespace __task {
template <class T, class Context>
class [[nodiscard]] basic_task {
public:
  using sender_concept = struct sender_t;
  using promise_type = mock::promise<basic_task, T>;
  basic_task(basic_task &&) noexcept;
  ~basic_task();
  mock::awaiter<T> operator co_await() && noexcept;
};
} // namespace __task
template <class T> using task = __task::basic_task<T, void>;

namespace __scope {
struct async_scope {
  async_scope();
  ~async_scope();
  stdexec::basic_sender<void> on_empty() const;
  template <class Sender> void spawn(Sender &&);
  template <class Sender>
  [[nodiscard]] stdexec::basic_sender<int> spawn_future(Sender &&);
  template <class Sender>
  [[nodiscard]] stdexec::basic_sender<long> nest(Sender &&);
};
} // namespace __scope
using __scope::async_scope;

struct start_detached_t {
  template <class Sender> void operator()(Sender &&) const;
};
inline constexpr start_detached_t start_detached{};
struct execute_t {
  template <class Scheduler, class F> void operator()(Scheduler &&, F) const;
};
inline constexpr execute_t execute{};
struct ensure_started_t {
  template <class Sender>
  stdexec::basic_sender<char> operator()(Sender &&) const;
};
inline constexpr ensure_started_t ensure_started{};
struct split_t {
  template <class Sender>
  stdexec::basic_sender<short> operator()(Sender &&) const;
};
inline constexpr split_t split{};

} // namespace experimental::execution
namespace exec = experimental::execution;
