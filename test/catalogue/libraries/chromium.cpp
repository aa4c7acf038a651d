// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --catalogue=%test/Inputs/libraries/enable.yaml --check-suffix=ON
// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --check-suffix=OFF
//
// Chromium's rows.
// Off by default: silent without a word of the user's, reported with `enable`.

#include "libraries/chromium.h"

base::OnceClosure closure();
void work();

void handles(base::SequencedTaskRunner &runner) {
  closure();
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'closure' is dropped; the work never starts (base::OnceCallback is lazy)
  base::BindOnce(work);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'BindOnce' is dropped; the work never starts
  runner.PostCancelableDelayedTask(closure(), 1);
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'PostCancelableDelayedTask' is dropped; the work is cancelled (base::DelayedTaskHandle cancels
}

void silent(base::SequencedTaskRunner &runner) {
  runner.PostTask(closure());
  closure().Run();
  runner.PostCancelableDelayedTask(closure(), 1).CancelTask();
}
