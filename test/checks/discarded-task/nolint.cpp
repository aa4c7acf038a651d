// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// 57: NOLINT works as it does everywhere.

#include "cppcoro.h"

cppcoro::task<> flush();
void use(cppcoro::task<>);

void silenced() {
  flush(); // NOLINT(holdfast-discarded-task): the peer is gone already
  flush(); // NOLINT(holdfast-*)
  flush(); // NOLINT
  // NOLINTNEXTLINE(holdfast-discarded-task)
  flush();
  // NOLINTBEGIN(holdfast-discarded-task)
  flush();
  flush();
  // NOLINTEND(holdfast-discarded-task)
}

void not_silenced() {
  flush(); // NOLINT(holdfast-detached-task)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
}

void stale() {
  // gap: clang-tidy never says that a NOLINT silences nothing.
  use(flush()); // NOLINT(holdfast-discarded-task)
}
