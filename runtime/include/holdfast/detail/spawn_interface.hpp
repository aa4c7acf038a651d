// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The spawn family, shared by everything that owns tasks. Derived has
// `group()`, its group_state, and `get_executor()`.
#pragma once

#include <holdfast/annotations.hpp>
#include <holdfast/detail/launch.hpp>
#include <holdfast/task_handle.hpp>

#include <concepts>

namespace holdfast::inline HOLDFAST_ABI::detail {

template <class F, class... Args>
concept task_callable =
    !any_awaitable<F> &&
    std::invocable<std::decay_t<F>, std::decay_t<Args>...> &&
    any_awaitable<std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>>;

template <class F, class... Args>
using call_result = typename awaitable_traits<
    std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>>::value_type;

template <any_awaitable A>
using awaited_value = typename awaitable_traits<A>::value_type;

template <class F, class... Args> auto bind_call(F &&f, Args &&...args) {
  return bound_call<std::decay_t<F>, std::decay_t<Args>...>{
      std::forward<F>(f), {std::forward<Args>(args)...}};
}

template <class E>
concept executor_like =
    net::execution::is_executor<std::remove_cvref_t<E>>::value;

using here = std::source_location;

template <class Derived> class spawn_interface {
public:
  /// Starts a coroutine as a task of this set and owns it until it ends. Its
  /// result is dropped; an exception that leaves it reaches the error handler.
  ///
  /// `body` must be a call to a function whose arguments outlive the task or
  /// are taken by value. A lambda that captures is not: hand over the lambda.
  /// Throws group_closed, and then `body` never runs.
  template <any_awaitable A> void spawn(A body, here site = here::current()) {
    run(spawn_options(site), self().get_executor(), std::move(body));
  }
  template <any_awaitable A> void spawn(spawn_options options, A body) {
    run(options, self().get_executor(), std::move(body));
  }

  /// Calls `f(args...)` on the executor and owns the coroutine that it returns.
  /// The callable and the arguments are kept, by value, until the task ends.
  template <class F>
    requires task_callable<F>
  void spawn(F &&f, here site = here::current()) {
    call(spawn_options(site), self().get_executor(), std::forward<F>(f));
  }
  template <class F, class A>
    requires task_callable<F, A>
  void spawn(F &&f, A &&a, here site = here::current()) {
    call(spawn_options(site), self().get_executor(), std::forward<F>(f),
         std::forward<A>(a));
  }
  template <class F, class A, class B>
    requires task_callable<F, A, B>
  void spawn(F &&f, A &&a, B &&b, here site = here::current()) {
    call(spawn_options(site), self().get_executor(), std::forward<F>(f),
         std::forward<A>(a), std::forward<B>(b));
  }
  template <class F, class A, class B, class C>
    requires task_callable<F, A, B, C>
  void spawn(F &&f, A &&a, B &&b, C &&c, here site = here::current()) {
    call(spawn_options(site), self().get_executor(), std::forward<F>(f),
         std::forward<A>(a), std::forward<B>(b), std::forward<C>(c));
  }
  template <class F, class... Args>
    requires task_callable<F, Args...>
  void spawn(spawn_options options, F &&f, Args &&...args) {
    call(options, self().get_executor(), std::forward<F>(f),
         std::forward<Args>(args)...);
  }

  /// spawn() on an executor other than the set's own.
  template <executor_like On, any_awaitable A>
  void spawn_on(const On &on, A body, here site = here::current()) {
    run(spawn_options(site), on, std::move(body));
  }
  template <executor_like On, class F>
    requires task_callable<F>
  void spawn_on(const On &on, F &&f, here site = here::current()) {
    call(spawn_options(site), on, std::forward<F>(f));
  }
  template <executor_like On, any_awaitable A>
  void spawn_on(const On &on, spawn_options options, A body) {
    run(options, on, std::move(body));
  }
  template <executor_like On, class F, class... Args>
    requires task_callable<F, Args...>
  void spawn_on(const On &on, spawn_options options, F &&f, Args &&...args) {
    call(options, on, std::forward<F>(f), std::forward<Args>(args)...);
  }
  /// spawn_on() with an execution context in place of an executor.
  template <class Context, class... Args>
    requires std::derived_from<Context, net::execution_context>
  void spawn_on(Context &context, Args &&...args) {
    spawn_on(context.get_executor(), std::forward<Args>(args)...);
  }

  /// spawn() that gives a handle. The set owns the task all the same, and its
  /// error handler hears of an exception even when the handle is joined.
  template <any_awaitable A>
  [[nodiscard("join(), keep or detach() the task; spawn() gives no handle")]]
  task_handle<awaited_value<A>> start(A body, here site = here::current()) {
    return start(spawn_options(site), std::move(body));
  }
  template <any_awaitable A>
  [[nodiscard("join(), keep or detach() the task; spawn() gives no handle")]]
  task_handle<awaited_value<A>> start(spawn_options options, A body) {
    return {launch<outcome_node<awaited_value<A>>>(
                self().group(), self().get_executor(), options,
                held_awaitable<A>{std::move(body)}),
            false};
  }
  template <class F>
    requires task_callable<F>
  [[nodiscard("join(), keep or detach() the task; spawn() gives no handle")]]
  auto start(F &&f, here site = here::current()) {
    return start(spawn_options(site), std::forward<F>(f));
  }
  template <class F, class A>
    requires task_callable<F, A>
  [[nodiscard("join(), keep or detach() the task; spawn() gives no handle")]]
  auto start(F &&f, A &&a, here site = here::current()) {
    return start(spawn_options(site), std::forward<F>(f), std::forward<A>(a));
  }
  template <class F, class A, class B>
    requires task_callable<F, A, B>
  [[nodiscard("join(), keep or detach() the task; spawn() gives no handle")]]
  auto start(F &&f, A &&a, B &&b, here site = here::current()) {
    return start(spawn_options(site), std::forward<F>(f), std::forward<A>(a),
                 std::forward<B>(b));
  }
  template <class F, class... Args>
    requires task_callable<F, Args...>
  [[nodiscard("join(), keep or detach() the task; spawn() gives no handle")]]
  auto start(spawn_options options, F &&f, Args &&...args)
      -> task_handle<call_result<F, Args...>> {
    return {launch<outcome_node<call_result<F, Args...>>>(
                self().group(), self().get_executor(), options,
                bind_call(std::forward<F>(f), std::forward<Args>(args)...)),
            false};
  }

  /// For the library's own use.
  group_ptr internals() noexcept { return group_ptr(&self().group()); }

private:
  template <class On, any_awaitable A>
  void run(const spawn_options &options, const On &on, A body) {
    (void)launch<task_node>(self().group(), on, options,
                            held_awaitable<A>{std::move(body)});
  }
  template <class On, class F, class... Args>
  void call(const spawn_options &options, const On &on, F &&f, Args &&...args) {
    (void)launch<task_node>(
        self().group(), on, options,
        bind_call(std::forward<F>(f), std::forward<Args>(args)...));
  }
  Derived &self() noexcept { return static_cast<Derived &>(*this); }
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
