// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none
//
// Functions whose bodies can be seen, and which let a handle lie that they were
// given by value.

#include "cppcoro.h"
#include <utility>

using cppcoro::task;

task<> flush();
void use(task<>);
void report(bool);
void work();
task<> *stored();

void looks(task<> t) { report(t.is_ready()); }
void looks_at_rvalue(task<> &&t) { report(t.is_ready()); }
void looks_at_const(const task<> &t) { report(t.is_ready()); }
void hands_on(task<> t) { looks(std::move(t)); }
void takes(task<> t) { use(std::move(t)); }
void keeps(task<> t) { *stored() = std::move(t); }
void on_one_path(task<> t, bool now) {
  if (now)
    use(std::move(t));
}
void on_purpose(task<> t) { (void)t; }
void unnamed(task<>) { work(); }
task<> coroutine(task<> t) {
  report(t.is_ready());
  co_return;
}
template <class T> void generic(T t) { report(t.is_ready()); }

void by_value() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'flush' is kept in 't' and given to 'looks', which ignores it; the coroutine never starts (cppcoro::task is lazy) [holdfast-unawaited-task]
  looks(std::move(t));
}

void handed_on() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} and given to 'hands_on', which ignores it;
  hands_on(std::move(t));
}

void instantiated() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} and given to 'generic', which ignores it;
  generic(std::move(t));
}

task<> into_a_coroutine() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} and given to 'coroutine', which ignores it;
  co_await coroutine(std::move(t));
}

void lambdas() {
  auto t = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} and given to 'a lambda', which ignores it;
  [](task<> q) { report(q.is_ready()); }(std::move(t));
  auto u = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} and given to 'a lambda', which ignores it;
  auto look = [](int, task<> &q) { report(q.is_ready()); };
  look(1, u);
}

void temporaries() {
  looks(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task returned by 'flush' is given to 'looks', which ignores it; the coroutine never starts (cppcoro::task is lazy) [holdfast-unawaited-task]
  looks_at_rvalue(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: {{.*}} is given to 'looks_at_rvalue', which ignores it;
  looks_at_const(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} is given to 'looks_at_const', which ignores it;
  [](task<> q) { report(q.is_ready()); }(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: {{.*}} is given to 'a lambda', which ignores it;
}

void silent(bool now) {
  auto a = flush(), b = flush(), c = flush(), d = flush(), e = flush();
  takes(std::move(a));
  keeps(std::move(b));
  on_one_path(std::move(c), now);
  on_purpose(std::move(d));
  unnamed(std::move(e));
  takes(flush());
  on_one_path(flush(), now);
  auto f = flush();
  [](task<> q) { use(std::move(q)); }(std::move(f));
  auto g = flush();
  auto moved = [](task<> q) { return q; }(std::move(g));
  use(std::move(moved));
}
