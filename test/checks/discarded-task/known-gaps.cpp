// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// What should be otherwise. Each line is asserted as it is today, so that a
// repair shows up here.

#include "cppcoro.h"
#include "homemade.h"
#include <utility>

using cppcoro::task;

task<> flush();
void work();

template <class T> task<T> fetch(T);
template <class T> int fetch(T *);

template <class T> void one_candidate_is_no_task(T value) {
  // gap: only an instantiation would tell which fetch() is called.
  fetch(value);
}

void moved_from_a_name(task<> t) { // 36
  // gap: `t` dies unconsumed; std::move alone takes nothing from it.
  std::move(t);
}

void named_and_never_used() { // 58
  // A handle with a name is holdfast-unawaited-task's.
  auto t = flush();
}
