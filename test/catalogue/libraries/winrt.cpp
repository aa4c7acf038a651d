// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// C++/WinRT's rows.

#include "libraries/winrt.h"

using namespace winrt;
using namespace winrt::Windows::Foundation;

IAsyncAction action();
IAsyncActionWithProgress<int> progress();
IAsyncOperation<int> operation();
IAsyncOperationWithProgress<int, int> both();
fire_and_forget fire();

void handles() {
  action();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'action' is dropped; the coroutine runs on with no owner and its error is lost
  progress();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'progress' is dropped; the work runs on with no owner and its error is lost
  operation();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'operation' is dropped; the work runs on
  both();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'both' is dropped; the work runs on
  fire();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}coroutine 'fire' has no owner (winrt::fire_and_forget gives nothing to hold); its exception ends the process
}

IAsyncAction awaits() {
  action();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'action' is dropped;
  // CHECK-FIXES: co_await action();
  co_await action();
  co_await resume_background();
}

void silent() {
  action().get();
  operation().get();
}
