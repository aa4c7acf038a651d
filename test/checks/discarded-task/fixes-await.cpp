// RUN: %check %s holdfast-discarded-task %t
//
// Inside a coroutine whose promise takes the handle, the fix is to await it.

#include "cppcoro.h"
#include "homemade.h"
#include <string>
#include <tuple>

using cppcoro::task;

task<> flush();
task<int> answer();
task<> save(std::string, int);
task<> operator+(task<>, int);
bool flag();

task<> statement() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: co_await flush();
  co_return;
}

task<> with_a_result() {
  answer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'answer' is dropped;
  // CHECK-FIXES: co_await answer();
  co_return;
}

task<> comments_stay() {
  /* before */ save("text", /* attempts */ 3); // after
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: {{.*}}'save' is dropped;
  // CHECK-FIXES: /* before */ co_await save("text", /* attempts */ 3); // after
  co_return;
}

task<> over_several_lines() {
  save("a long text",
       // why three: see the protocol
       3);
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: {{.*}}'save' is dropped;
  // CHECK-FIXES: co_await save("a long text",
  co_return;
}

task<> operators_are_parenthesised() {
  flush() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped;
  // CHECK-FIXES: co_await (flush() + 1);
  co_return;
}

task<> explicit_discards() {
  (void)flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}discarded by a cast to void;
  // CHECK-FIXES: co_await flush();
  std::ignore = answer();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}assigned to std::ignore;
  // CHECK-FIXES: co_await answer();
  co_return;
}

task<> in_control_flow(bool c) {
  if (c)
    flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: co_await flush();
  for (flush(); flag(); flush())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}}'flush' is dropped;
    // CHECK-MESSAGES: :[[@LINE-2]]:25: warning: {{.*}}'flush' is dropped;
    // CHECK-FIXES: for (co_await flush(); flag(); co_await flush())
    ;
  c ? flush() : flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES: :[[@LINE-2]]:17: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: c ? co_await flush() : co_await flush();
  flush(), answer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: {{.*}}'answer' is dropped;
  // CHECK-FIXES: co_await flush(), co_await answer();
  co_return;
}

home::lazy in_another_kind_of_coroutine() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: co_await flush();
  co_return;
}

// Below, no fix is right and none may be made.

void not_a_coroutine() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
}

task<> in_a_plain_lambda() {
  auto kick = [] { flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: {{.*}}'flush' is dropped;
  kick();
  co_return;
}

task<> in_a_catch_handler() {
  try {
    co_await flush();
  } catch (...) {
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped;
  }
}

cppcoro::generator<int> in_a_generator() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  co_yield 1;
}

home::numbers in_a_homemade_generator() {
  // Nobody resumes a generator for the sake of a task.
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  co_yield 1;
}

task<> g_plus_plus_12_destroys_the_closure_twice(std::string text) {
  auto consume = [](auto closure) -> task<> {
    closure();
    co_return;
  };
  consume([text] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by {{.*}} is dropped;
  co_return;
}

#define FLUSH() flush()
task<> in_macros() {
  FLUSH();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  co_return;
}

template <class T> task<> in_a_template(T value) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES: co_await flush();
  co_return;
}
template task<> in_a_template(int);
template task<> in_a_template(char);
