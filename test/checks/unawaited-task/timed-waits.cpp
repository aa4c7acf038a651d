// RUN: %check %s holdfast-unawaited-task %t -- -pthread
//
// A wait with a time limit may come back before the work is done: it is a look.

#include <chrono>
#include <future>

using namespace std::chrono_literals;

std::future<int> compute();
int work();
void log();

// get() would wait for work that may need this thread.
void asked_once() {
  auto f = compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'compute' is kept in 'f', but only waited for with a time limit ('wait_for'); the work runs on with no owner and its error is lost [holdfast-unawaited-task]
  if (f.wait_for(1ms) == std::future_status::timeout)
    log();
}

int given_up() {
  auto f = compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f' and not waited for on every path; the work runs on
  if (f.wait_for(1s) != std::future_status::ready)
    return -1;
  return f.get();
}

void status_is_kept() {
  auto f = compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f' and not waited for on every path; the work runs on
  const auto status = f.wait_until(std::chrono::steady_clock::now() + 1s);
  if (status == std::future_status::ready)
    f.get();
}

// Here the work is done: get() waits for nobody.
void done_for_sure() {
  auto f = compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f' and waited for, but nobody asks for its error;
  while (std::future_status::ready != f.wait_for(1s))
    log();
  // CHECK-FIXES: f.get();
}

// The drop waits anyway.
void of_async() {
  auto f = std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f', but only waited for with a time limit ('wait_for'); the caller blocks
  if (f.wait_for(0s) == std::future_status::timeout)
    log();
  // CHECK-FIXES: f.get();
}

int asked_in_the_end() {
  auto f = compute();
  while (f.wait_for(1s) == std::future_status::timeout)
    log();
  return f.get();
}

// Another copy may be held elsewhere.
std::shared_future<int> shared();
void of_a_shared_one() {
  auto f = shared();
  if (f.wait_for(1ms) == std::future_status::timeout)
    log();
}
