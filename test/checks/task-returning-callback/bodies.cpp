// RUN: %check %s holdfast-task-returning-callback,holdfast-discarded-task %t --header %test/Inputs/task-returning-callback/runner.h
//
// A function template whose body only calls what it is given is a sink without
// any row. The line that gives it a coroutine is reported, the body is not.

#include "cppcoro.h"
#include "runner.h"
#include <functional>
#include <thread>
#include <utility>
#include <vector>

using cppcoro::task;

task<> flush();
task<> send(int);
void work();

template <class F> void calls(F f) { f(); }
template <class F> void forwards(F &&f) { std::forward<F>(f)(); }
template <class F, class... A> void with_arguments(F &&f, A &&...a) { std::invoke(std::forward<F>(f), std::forward<A>(a)...); }
template <class F> void to_void(F f) { (void)f(); static_cast<void>(f()); }
template <class F> void in_a_loop(F f) { for (int i = 0; i < 3; f()) if (i++) f(); else { f(), i++; } }
template <class F> void checked(F f) { if (f) f(); }
template <class F> void renamed(F f) { auto &g = f; auto h = std::move(g); h(); }
template <class F> void passed_on(F &&f) { calls(std::forward<F>(f)); }
template <class F> void passed_on_twice(F f) { passed_on(std::move(f)); }
template <class F> void to_a_thread(F f) { std::thread(std::move(f)).join(); }
template <class F> void to_a_function(F f) { static std::vector<std::function<void()>> queue; queue.push_back(std::move(f)); }
template <class F> void in_a_closure(F f) { to_a_function([f = std::move(f)] { f(); }); }
template <class F> void in_a_closure_by_copy(F f) { to_a_function([f] { f(); }); }
template <class F> void by_reference(const F &f) { try { f(); } catch (...) { f(); } }
template <class F> void constant(F f) { if constexpr (std::is_void_v<decltype(f())>) return f(); else f(); }
template <class F> struct Runner {
  void run(F f) { f(); }
};
void abbreviated(auto f) { f(); }

void reported() {
  calls(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'calls' discards the task that 'flush' returns; the coroutine never starts (cppcoro::task is lazy) [holdfast-task-returning-callback]
  calls([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'calls' discards the task that this lambda returns
  forwards([]() -> task<> { co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forwards' discards
  with_arguments(send, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'with_arguments' discards the task that 'send' returns
  to_void(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'to_void' discards
  in_a_loop(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'in_a_loop' discards
  checked(&flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'checked' discards
  renamed(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'renamed' discards
  passed_on(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'passed_on' discards
  passed_on_twice([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'passed_on_twice' discards
  to_a_thread(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'to_a_thread' discards
  to_a_function(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'to_a_function' discards
  in_a_closure(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'in_a_closure' discards
  in_a_closure_by_copy(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'in_a_closure_by_copy' discards
  by_reference(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'by_reference' discards
  constant(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'constant' discards
  Runner<task<> (*)()>().run(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'run' discards
  abbreviated(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'abbreviated' discards
  auto generic = [](auto make) { make(); };
  generic(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'generic' discards the task that 'flush' returns
  runner::from_a_header(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'from_a_header' discards
}

void not_reported() {
  calls(work);
  forwards(work);
  abbreviated([] { work(); });
}

// Where the body does more, the drop itself is reported, where it is written.
template <class F> void kept_and_dropped(F f) {
  auto first = f();
  cppcoro::sync_wait(first);
  f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'f' is dropped; the coroutine never starts (cppcoro::task is lazy) [holdfast-discarded-task]
}
// A parameter that says what it returns is the callee's own business.
template <class T> void not_deduced(T value, std::function<task<>(T)> f) {
  f(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'f' is dropped; {{.*}} [holdfast-discarded-task]
}
void drops() {
  kept_and_dropped(flush);
  not_deduced<int>(1, send);
}
