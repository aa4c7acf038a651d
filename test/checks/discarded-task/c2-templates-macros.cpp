// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// C2: templates are reported once per written line, macros where they expand.

#include "cppcoro.h"
#include "homemade.h"
#include "system_macros.h"

using cppcoro::task;

task<> flush();
template <class T> task<> save(T);
void work();

#define SPAWN(f) home::spawn(f)
void macro_that_is_a_call() { // 40
  SPAWN(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is dropped; the coroutine is cancelled {{.*}}[holdfast-discarded-task]
}

#define FIRE_AND_FORGET(f) (void)home::spawn(f)
void macro_that_casts_to_void() { // 41
  FIRE_AND_FORGET(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is discarded by a cast to void; the coroutine is cancelled
}

template <class T> void dependent_argument() {
  save(T{}); // 42: once, for three instantiations
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'save' is dropped; the coroutine never starts
}
template void dependent_argument<int>();
template void dependent_argument<char>();
template void dependent_argument<long>();

struct Scope {
  task<> spawn(task<>);
};
template <class S> void dependent_object(S &s) {
  s.spawn(flush()); // 43
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'spawn' is dropped; {{.*}}never starts
}
template void dependent_object<Scope>(Scope &);

struct Owner {
  void spawn(task<>);
};
template <class S> void dependent_object_that_owns(S &s) {
  s.spawn(flush());
}
template void dependent_object_that_owns<Owner>(Owner &);

template <class T> void never_instantiated() {
  flush(); // 44
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped; {{.*}}never starts
}

template <class T>
concept awaitable = requires(T t) { t.operator co_await(); };
awaitable auto constrained() { return flush(); }
void constrained_result() { // 45
  constrained();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'constrained' is dropped; {{.*}}never starts
}

using Flush = task<>;
Flush alias();
auto deduced() { return flush(); }
decltype(auto) deduced_exactly() { return flush(); }
const task<> constant();
void deduced_and_aliased() { // 46
  alias();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'alias' is dropped; {{.*}}never starts
  deduced();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'deduced' is dropped; {{.*}}never starts
  deduced_exactly();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'deduced_exactly' is dropped; {{.*}}never starts
  constant();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'constant' is dropped; {{.*}}never starts
}

void macro_of_the_system() { // 47
  SYSTEM_KICK();
  system_drop();
  system_template([] { return flush(); });
}

template <bool Twice> void drop_in_one_instantiation_only() {
  auto make = [] {
    if constexpr (Twice)
      return flush();
  };
  make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}
template void drop_in_one_instantiation_only<true>();
template void drop_in_one_instantiation_only<false>();

// What is only called is the business of the line that gave it:
// holdfast-task-returning-callback reports that.
void in_a_generic_lambda() {
  auto run = [](auto make) { make(); };
  run(flush);
  run(work);
}

void in_a_generic_lambda_that_does_more() {
  auto run = [](auto make) { auto kept = make(); make(); return kept; };
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: task returned by 'make' is dropped; {{.*}}never starts
  cppcoro::sync_wait(run(flush));
}
