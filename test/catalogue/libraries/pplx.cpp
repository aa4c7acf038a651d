// REQUIRES: pplx
// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --option=Fix=none --std=c++17,c++20 -- -isystem %unpacked/usr/include
//
// pplx of the C++ REST SDK 2.10.18, on its own headers.

#include <cpprest/http_client.h>
#include <pplx/pplxtasks.h>

#include <exception>

int work();
void use(int);
void check(pplx::task<int> done);
pplx::task<void> flush();

void reported(web::http::client::http_client &client) {
  pplx::create_task(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'create_task' is dropped; the work runs on with no owner and the process ends if it fails [holdfast-discarded-task]
  pplx::task<int>{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: temporary 'pplx::task' is dropped; the work runs on with no owner and the process ends if it fails [holdfast-discarded-task]
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'flush' is dropped; the work runs on with no owner and the process ends if it fails [holdfast-discarded-task]
  (void)client.request(web::http::methods::GET);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task returned by 'request' is discarded by a cast to void; the work runs on with no owner and the process ends if it fails [holdfast-discarded-task]
  // A continuation that takes the value is skipped when the work fails.
  pplx::create_task(work).then(use);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'then' is dropped; the work runs on with no owner and the process ends if it fails [holdfast-discarded-task]
  pplx::create_task(work).then([](int value) { use(value); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'then' is dropped; the work runs on with no owner and the process ends if it fails [holdfast-discarded-task]
}

void silent() {
  pplx::create_task(work).get();
  pplx::create_task(work).wait();
  // One that takes the task sees the error.
  pplx::create_task(work).then([](pplx::task<int> done) {
    try {
      done.get();
    } catch (const std::exception &) {
    }
  });
  pplx::create_task(work).then(check);
  pplx::create_task(work).then([](const pplx::task<int> &) {});
  pplx::create_task(work).then([](auto done) { (void)done; });
  pplx::task<int> kept = pplx::create_task(work);
  kept.get();
}
