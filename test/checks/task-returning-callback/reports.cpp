// RUN: %check %s holdfast-task-returning-callback %t
//
// Every form of a callable, in a wrapper whose signature returns nothing.

#include "cppcoro.h"
#include "homemade.h"
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

using cppcoro::task;

task<> flush();
task<int> count(int);
task<> store(std::string, int);
struct Worker {
  task<> run();
  task<> operator()() const;
  static task<> shared();
};
void later(std::function<void()> callback);
void with_name(const std::string &, std::function<void(int)> callback = {});

void a_lambda() { // 100
  std::function<void()> q = [] { return flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'std::function<void ()>' discards the task that this lambda returns; the coroutine never starts (cppcoro::task is lazy) [holdfast-task-returning-callback]
  q();
}

void a_coroutine() { // 101
  std::function<void()> q = []() -> task<> { co_await flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'std::function<void ()>' discards the task that this lambda returns; the coroutine never starts
  q();
}

void a_function() {
  std::function<void()> by_name(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'std::function<void ()>' discards the task that 'flush' returns; the coroutine never starts
  std::function<void()> by_address = &flush;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: {{.*}} the task that 'flush' returns
  std::function<void(int)> with_argument{count};
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'std::function<void (int)>' discards the task that 'count' returns
  auto *pointer = &flush;
  std::function<void()> by_pointer = pointer;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: {{.*}} the task that 'pointer' returns
}

void a_member(Worker &worker) {
  std::function<void(Worker &)> q = &Worker::run;
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: {{.*}} the task that 'run' returns
  std::function<void()> s = &Worker::shared;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} the task that 'shared' returns
  std::function<void()> m = std::bind(&Worker::run, &worker);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} the task that 'run' returns
  std::function<void(Worker &)> n = std::mem_fn(&Worker::run);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: {{.*}} the task that 'run' returns
}

void bound() {
  using namespace std::placeholders;
  std::function<void()> b = std::bind(store, "a", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} the task that 'store' returns
  std::function<void(int)> f = std::bind_front(store, "a");
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: {{.*}} the task that 'store' returns
  std::function<void()> l = std::bind([](int x) { return count(x); }, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} the task that this lambda returns
}

void an_object() {
  std::function<void()> q = Worker{};
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} the task that 'Worker' returns
  auto named = [] { return flush(); };
  std::function<void()> n = named;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} the task that 'named' returns
  std::function<void()> m = std::move(named);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} the task that 'named' returns
  std::function<task<>()> right = flush;
  std::function<void()> wrong = right;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: {{.*}} the task that 'right' returns
}

void a_generic_lambda() {
  std::function<void(int)> q = [](auto x) { return count(x); };
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: {{.*}} the task that this lambda returns
  std::function<void(int)> r = [](auto) -> task<> { co_return; };
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: {{.*}} the task that this lambda returns
}

void as_an_argument() {
  later([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function<void ()>' discards the task that this lambda returns
  with_name("x", [](int x) -> task<> { co_await count(x); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'std::function<void (int)>' discards
}

struct Button {
  std::function<void()> on_press = [] { return flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: {{.*}} discards the task
  std::function<void()> on_release;
  Button() : on_release(flush) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: {{.*}} the task that 'flush' returns
};

struct Handlers {
  std::function<void()> open;
  std::function<void(int)> close;
};
void aggregates() {
  Handlers h{.open = flush, .close = [](int x) { return count(x); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::function<void ()>' discards the task that 'flush' returns
  // CHECK-MESSAGES: :[[@LINE-2]]:38: warning: 'std::function<void (int)>' discards the task that this lambda returns
  std::function<void()> array[] = {flush};
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: {{.*}} the task that 'flush' returns
}

void assigned(Button &button) {
  button.on_press = [] { return flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::function<void ()>' discards the task that this lambda returns
  button.on_release = &flush;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: {{.*}} the task that 'flush' returns
}

void in_containers() {
  std::vector<std::function<void()>> queue{flush};
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: {{.*}} the task that 'flush' returns
  queue.push_back([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: {{.*}} the task that this lambda returns
  queue.emplace_back([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::function<void ()>' discards the task that this lambda returns
  std::map<int, std::function<void()>> handlers;
  handlers[1] = flush;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} the task that 'flush' returns
  auto p = std::make_unique<std::function<void()>>(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: {{.*}} the task that 'flush' returns
}

std::function<void()> returned() {
  return [] { return flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}} discards the task that this lambda returns
}

void other_consequences() {
  std::function<void()> cancels = []() -> home::job { co_return; };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: {{.*}}; the coroutine is cancelled (home::job cancels when it is destroyed, as its promise shows)
  std::function<void()> blocks = [] { return std::async([] {}); };
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: {{.*}}; the caller blocks there until the work is done (the destructor of the std::future of 'async' waits)
  std::function<void()> ends = [] { return std::thread([] {}); };
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: {{.*}}; std::terminate is called there (std::thread is still joinable)
  std::function<void()> packaged = [] { return std::packaged_task<int()>([] { return 1; }).get_future(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: {{.*}}; the work runs on with no owner and its error is lost
}

#define DEFER(body) later([] body)
void in_a_macro() {
  DEFER({ return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} discards the task that this lambda returns
}

std::vector<task<>> many();
void several_tasks() {
  later(many);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function<void ()>' discards the tasks that 'many' returns; the coroutine never starts
  later([] { return std::vector<task<>>(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function<void ()>' discards the tasks that this lambda returns
  later([] { return many(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function<void ()>' discards the tasks that this lambda returns
}

void work();
void a_choice(bool b, task<> (*table[2])()) {
  std::function<void()> f = b ? flush : nullptr;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'std::function<void ()>' discards the task that 'flush' returns
  later(b ? flush : Worker::shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function<void ()>' discards the task that 'flush' returns
  later(table[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function<void ()>' discards the task that 'table' returns
}

template <class T> void in_a_template(T value) {
  later([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} discards the task that this lambda returns
  later([value] { return count(value); }); // once, for two instantiations
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} discards the task that this lambda returns
}
template void in_a_template(int);
template void in_a_template(char);
