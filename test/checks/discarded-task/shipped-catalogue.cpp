// RUN: %check %s holdfast-discarded-task %t --option=Fix=none -- -isystem %test/Inputs/installed/include
// RUN: %check %s holdfast-discarded-task %t --check-suffix=OWN --option=Fix=none --catalogue=%test/Inputs/overrides-acme.yaml -- -isystem %test/Inputs/installed/include
//
// A library ships a .holdfast.yaml beside its headers; nobody who uses it has
// to configure anything. What the user's own file says counts more.

#include <acme/acme.h>

void drop() {
  acme::send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'send' is dropped; the caller blocks here until the work is done (the destructor of the acme::ticket of 'send' waits) [holdfast-discarded-task]
  // CHECK-MESSAGES-OWN: :[[@LINE-2]]:3: warning: task returned by 'send' is dropped; the work is cancelled
  acme::publish(2);
  acme::store(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'store' is dropped; what stands for the work is kept until it ends, and leaked if it never does
  // CHECK-MESSAGES-OWN: :[[@LINE-2]]:3: warning: task returned by 'store' is dropped; what stands for the work is kept until it ends, and leaked if it never does
}
