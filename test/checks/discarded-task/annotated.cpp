// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// A type that says of itself what it is.

#include <holdfast/annotations.hpp>

class HOLDFAST_TASK_HANDLE(detaches) ticket {
public:
  ticket(ticket &&);
  ~ticket();
  void wait();
};

class HOLDFAST_TASK_HANDLE(never_starts) plan {
public:
  plan(plan &&);
  ~plan();
};

template <class T> class HOLDFAST_TASK_HANDLE(cancels) future {
public:
  future(future &&);
  ~future();
};

ticket enqueue();
plan prepare();
future<int> ask();

void annotated() {
  enqueue();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'enqueue' is dropped; the work runs on with no owner{{.*}}[holdfast-discarded-task]
  prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'prepare' is dropped; {{.*}}never starts
  ask();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'ask' is dropped; the work is cancelled
}

void consumed(void (*sink)(ticket)) {
  enqueue().wait();
  sink(enqueue());
}
