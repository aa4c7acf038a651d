// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// bthread's rows. The handle is a number behind a pointer: see the row.

#include "libraries/brpc.h"

void *work(void *);

void starts() {
  bthread_t id;
  // gap: nobody joins it.
  bthread_start_background(&id, nullptr, work, nullptr);
  // gap: nobody asks whether there is a thread.
  bthread_start_urgent(&id, nullptr, work, nullptr);
}

void joins() {
  bthread_t id;
  if (bthread_start_background(&id, nullptr, work, nullptr) == 0)
    bthread_join(id, nullptr);
}
