// RUN: %check %s holdfast-fail-fast-group-in-loop %t --catalogue %S/Inputs/acme.yaml --check-suffix=OFF
// RUN: %check %s holdfast-fail-fast-group-in-loop %t --catalogue %S/Inputs/acme.yaml --check-suffix=ENDLESS --option=Loops=endless
// RUN: %check %s holdfast-fail-fast-group-in-loop %t --catalogue %S/Inputs/acme.yaml --check-suffix=ENDLESS,ALL --option=Loops=all
// RUN: %clang-tidy -load %plugin --checks=-*,holdfast-fail-fast-group-in-loop --dump-config 2>&1 | FileCheck %s --check-prefix=DUMP
//
// A group of one's own.

#include <coroutine>

namespace acme {
struct Group {
  template <class F> void add(F work) {}
  template <class F> void later(F work) {}
};
} // namespace acme

void work();

void serve(acme::Group &group) {
  for (;;) {
    group.add([] { work(); });
    // CHECK-MESSAGES-ENDLESS: :[[@LINE-1]]:5: warning: 'group' is fed from a loop without end and is fail-fast; {{.*}} (acme::Group) [holdfast-fail-fast-group-in-loop]
    group.later([] { work(); });
  }
}

struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task next();
bool stopped();

task until_stopped(acme::Group &group) {
  while (!stopped()) {
    co_await next();
    group.add([] { work(); });
    // CHECK-MESSAGES-ALL: :[[@LINE-1]]:5: warning: 'group' is fed from a loop without end
  }
}

// DUMP-DAG: holdfast-fail-fast-group-in-loop.Loops: {{.?off}}
