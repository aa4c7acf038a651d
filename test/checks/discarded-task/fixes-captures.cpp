// RUN: %check %s holdfast-discarded-task %t
//
// A coroutine that is a lambda reads its captures from a closure that is gone:
// they become parameters, which live in the coroutine's own frame.

#include "cppcoro.h"

#include <memory>
#include <string>

using cppcoro::task;

task<> use(const std::string &name, int count = 0);

task<> copies(std::string name, int count) {
  [name, count]() -> task<> { co_await use(name, count); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is dropped;
  // CHECK-FIXES: co_await [](auto name, auto count) -> task<> { co_await use(name, count); }(name, count);
  (void)[name]() -> task<> { co_await use(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}discarded by a cast to void;
  // CHECK-FIXES: co_await [](auto name) -> task<> { co_await use(name); }(name);
  co_return;
}

task<> references_and_values(std::string name, std::unique_ptr<int> count) {
  [&name, count = std::move(count)]() mutable -> task<> { co_await use(name, *count); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is dropped;
  // CHECK-FIXES: co_await [](auto &name, auto count) mutable -> task<> { co_await use(name, *count); }(name, std::move(count));
  co_return;
}

// Below, the text stays as it is.

struct Object {
  task<> members() {
    [this]() -> task<> { co_await use("", count_); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}is dropped;
    co_return;
  }
  int count_ = 0;
};

task<> others(std::string name) {
  [=]() -> task<> { co_await use(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is dropped;
  [name](int count) -> task<> { co_await use(name, count); }(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is dropped;
  [/* a copy */ name]() -> task<> { co_await use(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is dropped;
  int counts[] = {1, 2};
  [counts]() -> task<> { co_await use("", counts[0]); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is dropped;
  co_return;
}

void no_coroutine(std::string name) {
  [name]() -> task<> { co_await use(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is dropped;
}
