// RUN: %check %s holdfast-unawaited-task %t --option=ExplicitDiscard=allow
//
// With `allow`, a cast to void of the variable is a use.

#include "cppcoro.h"

cppcoro::task<> flush();

void said_so() {
  auto t = flush();
  (void)t;
}

void said_so_to_a_reference() {
  const auto &r = flush();
  static_cast<void>(r);
}
