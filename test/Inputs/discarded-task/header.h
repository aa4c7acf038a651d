// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A header of the user's own, copied beside the fixture.
#pragma once
#include "cppcoro.h"

cppcoro::task<> in_a_header();

inline void drop_in_a_header() { in_a_header(); }

inline cppcoro::task<> drop_in_a_coroutine_of_a_header() {
  in_a_header();
  // CHECK-FIXES: co_await in_a_header();
  co_return;
}
