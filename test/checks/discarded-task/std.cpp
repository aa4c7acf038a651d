// RUN: %check %s holdfast-discarded-task %t --option=Fix=none --std=c++17,c++20 -- -pthread
//
// The standard library's handles, from its real headers.

#include <future>
#include <thread>
#include <vector>

std::future<int> compute();
std::shared_future<int> share();
std::thread launch();
int work();

void asynchronous() {
  std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the caller blocks here until the work is done (the destructor of the std::future of 'async' waits) [holdfast-discarded-task]
  std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'async' is dropped; the caller blocks here
  (void)std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async' is discarded by a cast to void; the caller blocks here
}

void future_of_a_function() {
  compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'compute' is dropped; the work runs on with no owner and its error is lost{{.*}}[holdfast-discarded-task]
  share();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'share' is dropped; the work runs on
}

void future_of_a_promise(std::promise<int> p, std::packaged_task<int()> t) {
  p.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'get_future' is dropped; the work runs on
  t.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'get_future' is dropped; the work runs on
}

void thread_of_a_function() {
  launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'launch' is dropped; std::terminate is called here{{.*}}[holdfast-discarded-task]
}

void thread_temporary() {
  std::thread{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; std::terminate is called here
}

std::vector<std::future<int>> many();
std::vector<std::thread> threads();
void containers() {
  many();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::vector<std::future<int>>' returned by 'many' are dropped; {{.*}}
  threads();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::vector<std::thread>' returned by 'threads' are dropped; {{.*}}
}

void silent(std::vector<std::thread> &v) {
  compute().get();
  compute().wait();
  launch().join();
  std::thread(work).join();
  v.emplace_back(work);
  v.push_back(std::thread(work));
  std::thread member = launch();
  member.join();
  auto f = compute();
  f.get();
  std::future<int>{};
}
