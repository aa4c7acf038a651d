// RUN: %check %s holdfast-task-returning-callback %t --catalogue %test/Inputs/task-returning-callback/rows.yaml
//
// Sinks, wrappers and binders of a library of one's own.

#include "cppcoro.h"
#include "homemade.h"

namespace acme {
struct Loop {
  template <class F> void run_soon(F f, int delay = 0);
  template <class F> void on_tick(F f);
  template <class F> void run_first(F f, F g);
};
struct Hook {
  template <class F> Hook(F f);
};
template <class Signature> struct callback {
  template <class F> callback(F f);
};
template <class F> struct bound {
  cppcoro::task<> operator()() const;
};
template <class F> bound<F> partial(F f, int);
void quietly(callback<void()>);
} // namespace acme

cppcoro::task<> flush();
home::loose eager();
home::job taken();

void sinks(acme::Loop &loop) {
  loop.run_soon(flush);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'run_soon' discards the task that 'flush' returns; the coroutine never starts (cppcoro::task is lazy) [holdfast-task-returning-callback]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: post it to the other loop
  loop.run_first(flush, flush);
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: 'run_first' discards {{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:25: note: let the callable {{.*}}
  acme::Hook hook(flush);
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'acme::Hook' discards {{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:19: note: let the callable {{.*}}
  acme::callback<void()> c = flush;
  // CHECK-NOTES: :[[@LINE-1]]:30: warning: 'acme::callback<void ()>' discards {{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:30: note: let the callable {{.*}}
  loop.run_soon(acme::partial(flush, 1));
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'run_soon' discards the task that 'flush' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:17: note: post it to the other loop
}

// A handler of events may start work that runs on by itself, but a task that
// never starts is as wrong there as anywhere.
void events(acme::Loop &loop) {
  loop.on_tick(eager);
  loop.on_tick(flush);
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'on_tick' discards the task that 'flush' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:16: note: let the callable {{.*}}
}

void not_sinks(acme::Loop &loop) {
  loop.run_soon(flush, 3);
  acme::callback<cppcoro::task<>()> c = flush;
  loop.on_tick(taken);
}
