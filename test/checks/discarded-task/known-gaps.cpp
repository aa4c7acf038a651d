// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// What should be otherwise. Each line is asserted as it is today, so that a
// repair shows up here.

#include "cppcoro.h"

using cppcoro::task;

template <class T> task<T> fetch(T);
template <class T> int fetch(T *);

template <class T> void one_candidate_is_no_task(T value) {
  // gap: only an instantiation would tell which fetch() is called.
  fetch(value);
}
