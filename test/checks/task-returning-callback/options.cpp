// RUN: %check %s holdfast-task-returning-callback %t --asio --check-suffix=NONE --option=Fix=none
// RUN: %check %s holdfast-task-returning-callback %t --asio --check-suffix=SAFE --option=FixTier=safe
// RUN: %check %s holdfast-task-returning-callback %t --asio --check-suffix=FILES --option=CatalogueFiles=%test/Inputs/task-returning-callback/rows.yaml
//
// Without a fix, with one that stays on a note, with rows of one's own.

#include <asio.hpp>
// CHECK-FIXES-FILES: #include <holdfast/background.hpp>

asio::awaitable<void> session();

namespace acme {
struct Loop {
  template <class F> void run_soon(F f);
};
} // namespace acme

void f(asio::io_context &io, acme::Loop &loop) {
  asio::post(io, session);
  // CHECK-NOTES-NONE: :[[@LINE-1]]:18: warning: 'post' discards the task that 'session' returns{{.*}}
  // CHECK-NOTES-SAFE: :[[@LINE-2]]:18: warning: 'post' discards the task that 'session' returns{{.*}}
  // CHECK-NOTES-SAFE: :[[@LINE-3]]:18: note: give it to the background tasks of 'io'
  // CHECK-MESSAGES-FILES: :[[@LINE-4]]:18: warning: 'post' discards the task that 'session' returns
  // CHECK-FIXES-FILES: holdfast::background(io).spawn(session);
  loop.run_soon(session);
  // CHECK-MESSAGES-FILES: :[[@LINE-1]]:17: warning: 'run_soon' discards the task that 'session' returns
}
