// RUN: %check %s holdfast-swallowed-cancellation %t --catalogue %S/Inputs/acme.yaml --check-suffix=OFF
// RUN: %check %s holdfast-swallowed-cancellation %t --catalogue %S/Inputs/acme.yaml --check-suffix=ENDLESS --option=Loops=endless
// RUN: %clang-tidy -load %plugin --checks=-*,holdfast-swallowed-cancellation --dump-config 2>&1 | FileCheck %s --check-prefix=DUMP
//
// A library of one's own says in its rows how its coroutines are cancelled.

#include <coroutine>
#include <exception>

namespace acme {
struct Interrupted {};
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
} // namespace acme

acme::Task step();
void log();

acme::Task swallows() {
  for (;;)
    try {
      co_await step();
    } catch (...) {
      // CHECK-MESSAGES-ENDLESS: :[[@LINE-1]]:7: warning: 'catch (...)' swallows the cancellation of coroutine 'swallows', whose loop goes on; it cannot be cancelled (acme::Task) [holdfast-swallowed-cancellation]
      log();
    }
}

acme::Task another_exception() {
  for (;;)
    try {
      co_await step();
    } catch (const std::exception &) {
      log();
    }
}

bool wants_out();
acme::Task told_by_a_word() {
  for (;;)
    try {
      co_await step();
    } catch (...) {
      if (wants_out())
        log();
    }
}

// DUMP-DAG: holdfast-swallowed-cancellation.CatalogueFiles: ''
// DUMP-DAG: holdfast-swallowed-cancellation.Fix: auto
// DUMP-DAG: holdfast-swallowed-cancellation.Loops: {{.?off}}
