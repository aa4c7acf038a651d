// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// C1: the whole expression is thrown away. The numbers are the shapes of the
// survey that docs/design.md speaks of.

#include "cppcoro.h"
#include "homemade.h"
#include <functional>
#include <vector>

using cppcoro::task;
using home::job;

task<> flush();
job start(int);
void work();
bool flag();

void spawned_statement() { // 1
  home::spawn(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is dropped; the coroutine is cancelled {{.*}}[holdfast-discarded-task]
}

task<> spawned_statement_in_a_coroutine() { // 2
  home::spawn(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'spawn' is dropped;
  co_return;
}

void member_call(home::pool &p, home::pool *q) { // 3
  p.submit(home::lazy{});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'submit' is dropped;
  q->submit(home::lazy{});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'submit' is dropped;
}

struct Implicit {
  task<> run();
  void implicit_this() { // 4
    run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'run' is dropped;
  }
};

void lazy_statement() { // 5
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'flush' is dropped; the coroutine never starts (cppcoro::task is lazy) [holdfast-discarded-task]
}

struct Base {
  virtual ~Base();
  virtual task<> v();
};
void virtual_call(Base &b) { // 6
  b.v();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'v' is dropped; {{.*}}never starts
}

struct Obj {
  static task<> make();
  task<> operator()(int);
  task<> operator[](int);
};
void static_member() { // 7
  Obj::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; {{.*}}never starts
}

void call_and_subscript(Obj o) { // 8
  o(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
  o[1];
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}

struct Then {};
Then then(void (*)());
task<> operator|(task<>, Then);
task<> operator&&(task<>, task<>);
void overloaded_operators() { // 9
  flush() | then(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
  flush() && flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}

void parentheses() { // 10
  (flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: {{.*}}'flush' is dropped; {{.*}}never starts
}

void conditional_operator(bool c) { // 11
  c ? start(1) : home::spawn(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}}'start' is dropped;
  // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: {{.*}}'spawn' is dropped;
}

void comma_left() { // 12
  start(1), 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'start' is dropped;
}

void comma_right(int i) { // 13
  i++, start(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}}'start' is dropped;
}

void comma_in_a_condition(bool c) { // 14
  c && (start(1), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}}'start' is dropped;
}

task<> comma_under_co_await() { // 15
  co_await (flush(), flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: {{.*}}'flush' is dropped;
}

void comma_in_a_switch() { // 16
  switch (int x = (flush(), 1)) {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: {{.*}}'flush' is dropped;
  default:
    (void)x;
  }
}

void both_branches(bool c) { // 17
  if (c)
    start(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'start' is dropped;
  else
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
}

void for_init() { // 18
  for (start(1); flag();) {
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}}'start' is dropped;
  }
}

void for_increment(int i) { // 19
  for (; flag(); start(1)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}}'start' is dropped;
  }
  for (; flag(); ++i, start(1)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: {{.*}}'start' is dropped;
  }
}

void range_for_body(const std::vector<int> &v) { // 20
  for (int x : v)
    start(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'start' is dropped;
}

void while_and_do(bool c) { // 21
  while (c)
    flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  do
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  while (flag());
}

void case_label(int i) { // 22
  switch (i) {
  case 1:
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
    break;
  default:
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  }
}

void goto_label() { // 23
  if (flag())
    goto again;
again:
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
}

template <bool B> void constant_condition() { // 24
  if constexpr (B)
    flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
}
template void constant_condition<true>();
template void constant_condition<false>();

void try_block() { // 25: the handler never sees the task's error
  try {
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  } catch (...) {
  }
}

void statement_expression() { // 26
  int one = ({ flush(); 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: {{.*}}'flush' is dropped;
  (void)one;
}

void value_of_a_statement_expression() { // 27
  ({ flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: {{.*}}'flush' is dropped;
}

void function_pointers(Implicit &m, task<> (*pointer)(), task<> (Implicit::*member)()) { // 28
  pointer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
  (*pointer)();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
  (m.*member)();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}

void function_object(std::function<task<>()> q) { // 29
  q();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}

void invoked() { // 30
  std::invoke(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'invoke' is dropped; {{.*}}never starts
}

void lambda_called_at_once() { // 31
  []() -> task<> { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}

void continuation() { // 32
  start(1).then(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'then' is dropped;
}

void accessor_of_a_temporary() { // 33
  start(1).on_done(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'start' is dropped after 'on_done';
  flush().is_ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped after 'is_ready';
}

void detached_by_its_own_member() { // 34: said in so many words
  start(1).then(work).detach();
}

struct Chain {
  Chain &chain();
  task<> go();
};
void chained_calls(Chain a) { // 35
  a.chain().chain().go();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'go' is dropped; {{.*}}never starts
}

void moved_temporary() { // 36
  std::move(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}

void forwarded_temporary() { // 37
  std::forward<task<>>(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: task returned by {{.*}} is dropped; {{.*}}never starts
}

void braced_temporary() { // 38
  task<>{flush()};
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: task returned by 'flush' is dropped; {{.*}}never starts
}

void cast_temporary() { // 39
  (task<>)flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: task returned by 'flush' is dropped; {{.*}}never starts
}
