// RUN: %check %s holdfast-detached-task %t --asio
//
// An owner takes the task only if it is there and open, and if what runs until
// it ends is waited for: what was detached ran to its end.

#include <asio.hpp>
// CHECK-FIXES: #include <holdfast/background.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/task_set.hpp>

#include <memory>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> tick();
bool more();

void dies_at_the_brace(asio::io_context &io) {
  holdfast::task_set tasks(io);
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
}

void dies_with_its_function(asio::io_context &io,
                            std::unique_ptr<holdfast::task_set> tasks) {
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
}

awaitable<void> joined_behind(asio::io_context &io) {
  holdfast::persistent_task_group group(io);
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: group.spawn(tick());
  while (more()) {
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: group.spawn(tick());
  }
  co_await group.join();
}

awaitable<void> joined_before(asio::io_context &io) {
  holdfast::persistent_task_group group(io);
  co_await group.join();
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
}

awaitable<void> joined_on_some_paths(asio::io_context &io) {
  holdfast::persistent_task_group group(io);
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
  if (more())
    co_await group.join();
}

awaitable<void> left_before_it_is_joined(asio::io_context &io) {
  holdfast::persistent_task_group group(io);
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
  if (more())
    co_return;
  co_await group.join();
}

awaitable<void> left_in_a_later_round(asio::io_context &io) {
  holdfast::persistent_task_group group(io);
  for (;;) {
    if (!more())
      co_return;
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: holdfast::background(io).spawn(tick());
  }
  co_await group.join();
}

awaitable<void> a_group_for_each_round(asio::io_context &io) {
  while (more()) {
    holdfast::task_set tasks(io);
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks.spawn(tick());
    co_await tasks.drain();
  }
}

void a_closed_parameter(asio::io_context &io, holdfast::task_set &tasks) {
  tasks.close();
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
}

void another_name_for_it(asio::io_context &io, holdfast::task_set &tasks) {
  holdfast::task_set &all = tasks;
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: tasks.spawn_on(io, tick());
}

class Server {
public:
  explicit Server(asio::io_context &io) : io_(io) {}
  void open() {
    group_ = std::make_unique<holdfast::persistent_task_group>(io_);
  }
  void before_it_is_open() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: holdfast::background(io_).spawn(tick());
  }

private:
  asio::io_context &io_;
  std::unique_ptr<holdfast::persistent_task_group> group_;
};

class Closing {
public:
  void stop() {
    tasks_.cancel_all();
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: holdfast::background(io_).spawn(tick());
  }
  void run() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn(tick());
  }

private:
  asio::io_context io_;
  holdfast::task_set tasks_{io_};
};
