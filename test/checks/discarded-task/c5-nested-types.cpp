// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// C5: what is dropped holds a task, or is one by inheritance.

#include "cppcoro.h"
#include "homemade.h"
#include <array>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using cppcoro::task;
using Task = task<>;

task<> flush();

std::vector<Task> fan_out();
void container() { // 83
  fan_out();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::vector<Task>' returned by 'fan_out' are dropped; the {{coroutine|coroutines}} never {{start|starts}} (cppcoro::task is lazy) [holdfast-discarded-task]
}

std::optional<Task> maybe();
std::unique_ptr<Task> boxed();
std::pair<Task, int> paired();
std::tuple<int, Task> tupled();
std::variant<int, Task> either();
std::array<Task, 2> fixed();
void holders() { // 84
  maybe();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'std::optional<Task>' returned by 'maybe' {{.*}}dropped; {{.*}}[holdfast-discarded-task]
  boxed();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'std::unique_ptr<Task>' returned by 'boxed' {{.*}}dropped;
  paired();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'std::pair<Task, int>' returned by 'paired' {{.*}}dropped;
  tupled();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'std::tuple<int, Task>' returned by 'tupled' {{.*}}dropped;
  either();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'std::variant<int, Task>' returned by 'either' {{.*}}dropped;
  fixed();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'std::array<Task, 2>' returned by 'fixed' {{.*}}dropped;
}

std::vector<std::pair<int, std::optional<Task>>> deep();
void holder_in_a_holder() {
  deep();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}returned by 'deep' {{.*}}dropped;
}

struct Named : Task {
  using Task::Task;
  int id = 0;
};
Named named();
void subclass() { // 85
  named();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}returned by 'named' is dropped; {{.*}}never starts
}

struct Request {
  int id;
  Task reply;
};
Request request();
void class_with_a_task_member() { // 86
  request();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'Request' returned by 'request' {{.*}}dropped; {{.*}}never start
}

Task &&forwarded();
void rvalue_reference() { // 87
  forwarded();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'forwarded' is dropped; {{.*}}never starts
}

Task &borrowed();
const Task &borrowed_constant();
Task *pointed();
void lvalue_reference_and_pointer() { // 88: somebody else owns it
  borrowed();
  borrowed_constant();
  pointed();
}

task<Task> outer();
task<> nested_task() { // 89: the inner task comes out and is thrown away
  co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: task {{.*}} is dropped; {{.*}}never starts
}
task<> nested_task_consumed() { // 89, the silent twin
  co_await co_await outer();
}

// One owner among others: the rest may still hold it.
std::shared_ptr<Task> shared();
void shared_ownership() {
  shared();
}

struct Holds {
  std::vector<int> numbers;
  Task *view;
};
Holds holds();
std::vector<Task *> pointers();
std::vector<int> numbers();
void holders_of_no_task() {
  holds();
  pointers();
  numbers();
}
