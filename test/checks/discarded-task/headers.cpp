// RUN: %check %s holdfast-discarded-task %t --header=%test/Inputs/discarded-task/header.h
//
// The user's own headers are reported and repaired with the file that includes
// them; system headers never are.

#include "header.h"
#include "system_macros.h"
// CHECK-MESSAGES: header.h:8:34: warning: task returned by 'in_a_header' is dropped; {{.*}}never starts
// CHECK-MESSAGES: header.h:11:3: warning: task returned by 'in_a_header' is dropped; {{.*}}never starts

void system() {
  system_drop();
  SYSTEM_KICK();
}
