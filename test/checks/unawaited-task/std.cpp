// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none --std=c++17,c++20 -- -pthread
//
// The standard library's handles, from its real headers.

#include <future>
#include <thread>
#include <vector>

std::future<int> compute();
int work();
bool closed();

void unused() {
  auto f = std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'async' is kept in 'f', which nothing uses; the caller blocks at the end of this block until the work is done (the destructor of the std::future of 'async' waits) [holdfast-unawaited-task]
  auto g = compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'compute' is kept in 'g', which nothing uses; the work runs on with no owner and its error is lost [holdfast-unawaited-task]
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: task started by 'std::thread' is kept in 't', which nothing uses; std::terminate is called at the end of this block (std::thread is still joinable) [holdfast-unawaited-task]
}

struct Pair {
  std::future<int> first, second;
};
void in_braces() {
  std::future<int> a{std::async(work)};
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: task returned by 'async' is kept in 'a', which nothing uses; the caller blocks at the end of this block until the work is done
  auto b = std::future<int>{std::async(work)};
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'async' is kept in 'b', which nothing uses; the caller blocks at the end of this block until the work is done
  Pair c{std::async(work), std::async(work)};
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'c' are never waited for; the caller blocks at the end of this block until the work is done (the destructor of the std::future of 'async' waits)
  Pair d{std::async(work), compute()};
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'd' are never waited for; the work runs on with no owner and its error is lost
}

void early_return() {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 't' and not joined on every path; std::terminate is called then (std::thread is still joinable)
  if (closed())
    return;
  t.join();
}

void only_tested() {
  auto f = compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f', but never waited for; {{.*}}
  if (f.valid())
    work();
}

void joined_unobserved() {
  auto f = std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'async' is kept in 'f' and waited for, but nobody asks for its error; its exception is swallowed [holdfast-unawaited-task]
  f.wait();
}

void containers() {
  std::vector<std::thread> threads;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: tasks kept in 'threads' are never joined; std::terminate is called
  threads.emplace_back(work);
  std::vector<std::future<int>> futures;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: tasks kept in 'futures' are never waited for; {{.*}}
  futures.push_back(compute());
}

// A promise's future as an event: there is no error to ask for.
void event() {
  std::promise<void> done;
  auto f = done.get_future();
  std::thread t([&] { done.set_value(); });
  f.wait();
  t.join();
}

struct Reply {
  int status;
  std::shared_future<int> body;
};
Reply fetch();
// Another copy of the future may be held elsewhere.
int only_the_status() {
  auto reply = fetch();
  return reply.status;
}

void blocking_container() {
  std::vector<std::future<int>> futures;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: tasks kept in 'futures' are never waited for; the caller blocks at the end of this block
  futures.push_back(std::async(work));
}
