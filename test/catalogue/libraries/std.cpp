// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --option=Fix=none -- -pthread
//
// The standard library and POSIX threads, on their own headers. More of the
// shapes of a drop are in test/checks.

#include <future>
#include <pthread.h>
#include <thread>
#include <utility>

int work();

void reported() {
  std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'async' waits) [holdfast-discarded-task]
  std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'async' waits) [holdfast-discarded-task]
  std::async(std::launch::async | std::launch::deferred, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'async' waits) [holdfast-discarded-task]
  std::async(std::launch::deferred, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the work never starts (std::future is lazy) [holdfast-discarded-task]
  std::async(work).share();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'share' is dropped; the caller blocks here until the work is done (the destructor of the std::shared_future of 'share' waits) [holdfast-discarded-task]
  std::async(std::launch::deferred, work).share();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'share' is dropped; the work never starts (std::shared_future is lazy) [holdfast-discarded-task]
  std::thread{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: temporary 'std::thread' is dropped; std::terminate is called here (std::thread is still joinable) [holdfast-discarded-task]
  std::jthread{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: temporary 'std::jthread' is dropped; the work is cancelled and the caller waits for it to end (std::jthread joins when it is destroyed) [holdfast-discarded-task]
  std::promise<int>().get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'get_future' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  std::packaged_task<int()>(work).get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'get_future' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  std::packaged_task<int()>(work).get_future().share();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'share' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
}

// What only hands on another function's handle is that function.
std::future<int> started() { return std::async(work); }
std::future<int> lazily() { return std::async(std::launch::deferred, work); }
std::future<int> through_a_variable() {
  auto result = std::async(work);
  return result;
}
std::future<int> by_a_move() {
  std::future<int> result{std::async(work)};
  return std::move(result);
}
std::future<int> through_both_arms(bool now) {
  if (now)
    return std::async(std::launch::async, work);
  return started();
}
template <class F> std::future<int> of_a_template(F f) { return std::async(f); }
std::shared_future<int> shared() { return std::async(work).share(); }
struct Worker {
  std::future<int> start() { return std::async(work); }
};

void handed_on(Worker worker) {
  started();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'started' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'started' waits) [holdfast-discarded-task]
  lazily();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'lazily' is dropped; the work never starts (std::future is lazy) [holdfast-discarded-task]
  through_a_variable();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'through_a_variable' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'through_a_variable' waits) [holdfast-discarded-task]
  by_a_move();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'by_a_move' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'by_a_move' waits) [holdfast-discarded-task]
  through_both_arms(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'through_both_arms' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'through_both_arms' waits) [holdfast-discarded-task]
  of_a_template(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'of_a_template' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'of_a_template' waits) [holdfast-discarded-task]
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'shared' is dropped; the caller blocks here until the work is done (the destructor of the std::shared_future of 'shared' waits) [holdfast-discarded-task]
  started().share();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'share' is dropped; the caller blocks here until the work is done (the destructor of the std::shared_future of 'share' waits) [holdfast-discarded-task]
  worker.start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'start' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'start' waits) [holdfast-discarded-task]
  [] { return std::async(work); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'lambda' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'lambda' waits) [holdfast-discarded-task]
  auto closure = [] { return started(); };
  closure();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'closure' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'closure' waits) [holdfast-discarded-task]
}

// Where a function may give back something else, its type has the word.
std::future<int> out_of_sight();
std::future<int> sometimes(bool now, std::promise<int> &promise) {
  if (now)
    return std::async(work);
  return promise.get_future();
}
std::future<int> replaced(std::promise<int> &promise) {
  auto result = std::async(work);
  result = promise.get_future();
  return result;
}
std::future<int> given(std::future<int> parameter) { return parameter; }
std::future<int> endless() { return endless(); }

void as_the_type_says(bool now, std::promise<int> &promise) {
  out_of_sight();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'out_of_sight' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  sometimes(now, promise);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'sometimes' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  replaced(promise);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'replaced' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  given(out_of_sight());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'given' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  endless();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'endless' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
}

void let_go(std::thread thread, std::jthread jthread, pthread_t handle) {
  thread.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves the work of this std::thread without an owner; its exception ends the process [holdfast-detached-task]
  jthread.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves the work of this std::jthread without an owner; its exception ends the process [holdfast-detached-task]
  pthread_detach(handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_detach' leaves the work without an owner [holdfast-detached-task]
}

void silent(std::thread &thread, pthread_t handle) {
  started().get();
  started().wait();
  auto kept = started();
  kept.get();
  std::jthread named{work};
  thread.join();
  pthread_join(handle, nullptr);
  std::future<int>();
  std::thread();
  auto count = std::thread::hardware_concurrency();
  (void)count;
}
