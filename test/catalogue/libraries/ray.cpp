// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --catalogue=%test/Inputs/libraries/enable.yaml --check-suffix=ON
// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --check-suffix=OFF
//
// Ray's rows.
// Off by default: silent without a word of the user's, reported with `enable`.

#include "libraries/ray.h"

int work();
ray::ObjectRef<int> reference();

void handles() {
  reference();
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'reference' is dropped; the work runs on with no owner and its error is lost
  ray::Task(work).Remote();
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Remote' is dropped; the work runs on
}

void silent() { reference().Get(); }
