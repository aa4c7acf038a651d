// RUN: %check %s holdfast-task-returning-callback %t --std=c++23
//
// The sinks of the standard library, on its own headers.

#include "cppcoro.h"
#include <algorithm>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

using cppcoro::task;

task<> flush();
task<> send(int);

void threads() {
  std::thread t([]() -> task<> { co_await flush(); });
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'std::thread' discards the task that this lambda returns; the coroutine never starts (cppcoro::task is lazy) [holdfast-task-returning-callback]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: let the thread wait for the task, or run the task on an executor that the thread runs
  std::jthread j(send, 1);
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'std::jthread' discards the task that 'send' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:18: note: let the thread wait {{.*}}
  std::vector<std::thread> all;
  all.emplace_back(flush);
  // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'std::thread' discards the task that 'flush' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:20: note: let the thread wait {{.*}}
}

void algorithms(std::vector<int> &values) {
  std::for_each(values.begin(), values.end(), send);
  // CHECK-NOTES: :[[@LINE-1]]:47: warning: 'for_each' discards the task that 'send' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:47: note: write a loop that awaits each task, or give each one to an owner
  std::for_each(values.begin(), values.end(), [](int x) -> task<> { co_await send(x); });
  // CHECK-NOTES: :[[@LINE-1]]:47: warning: 'for_each' discards the task that this lambda returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:47: note: write a loop {{.*}}
  std::ranges::for_each(values, [](auto x) { return send(x); });
  // CHECK-NOTES: :[[@LINE-1]]:33: warning: 'for_each' discards the task that this lambda returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:33: note: write a loop {{.*}}
  std::for_each_n(values.begin(), 1, send);
  // CHECK-NOTES: :[[@LINE-1]]:38: warning: 'for_each_n' discards {{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:38: note: write a loop {{.*}}
}

void wrappers() {
  std::move_only_function<void()> m = [] { return flush(); };
  // CHECK-NOTES: :[[@LINE-1]]:39: warning: 'std::move_only_function<void ()>' discards {{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:39: note: let the callable return nothing and give the task an owner inside of it, or hand it to something that takes tasks
  std::move_only_function<void(int) const> n = send;
  // CHECK-NOTES: :[[@LINE-1]]:48: warning: 'std::move_only_function<void (int) const>' discards the task that 'send' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:48: note: let the callable {{.*}}
  std::packaged_task<void()> p(flush);
  // CHECK-NOTES: :[[@LINE-1]]:32: warning: 'std::packaged_task<void ()>' discards the task that 'flush' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:32: note: let the callable {{.*}}
}

std::once_flag once;
struct Resource {};
void the_rest(std::stop_token stop) {
  std::call_once(once, flush);
  // CHECK-NOTES: :[[@LINE-1]]:24: warning: 'call_once' discards the task that 'flush' returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:24: note: let the callable {{.*}}
  std::stop_callback callback(stop, [] { return flush(); });
  // CHECK-NOTES: :[[@LINE-1]]:37: warning: 'std::stop_callback' discards the task that this lambda returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:37: note: let the callable {{.*}}
  std::shared_ptr<Resource> shared(new Resource, [](Resource *r) -> task<> { delete r; co_return; });
  // CHECK-NOTES: :[[@LINE-1]]:50: warning: 'std::shared_ptr' discards the task that this lambda returns{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:50: note: let the callable {{.*}}
}
