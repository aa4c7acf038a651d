// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// What should be otherwise. Each line is asserted as it is today, so that a
// repair shows up here.

#include "cppcoro.h"
#include "homemade.h"

using cppcoro::task;

task<> flush();
home::job start(int);
void work();

void chaining_member_of_a_temporary() { // 33
  // gap: the job dies behind on_done(), which returns that very job.
  start(1).on_done(work);
}

void braced_temporary() { // 38
  // gap: the task moves into a temporary that nobody takes.
  task<>{flush()};
}
