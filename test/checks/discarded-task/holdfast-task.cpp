// RUN: %check %s holdfast-discarded-task %t --asio
//
// The runtime's own coroutine type, from its real headers. An owner of the
// runtime takes it as it takes an asio::awaitable; who awaits it must be a task
// as well, because an asio::awaitable cannot.

#include <asio.hpp>
#include <holdfast/background.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/task.hpp>
#include <holdfast/task_set.hpp>

holdfast::task<void> flush();
holdfast::task<int> count();

holdfast::task<void> in_a_task(asio::steady_timer &timer) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'flush' is dropped; the coroutine never starts (holdfast::task is lazy) [holdfast-discarded-task]
  // CHECK-FIXES: co_await flush();
  timer.async_wait(holdfast::use_task);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'async_wait' is dropped; {{.*}}never starts
  // CHECK-FIXES: co_await timer.async_wait(holdfast::use_task);
  co_await flush();
  const int n = co_await count();
  (void)n;
}

asio::awaitable<void> in_an_awaitable(holdfast::persistent_task_group &group) {
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'count' is dropped; {{.*}}never starts
  // CHECK-FIXES: group.spawn(count());
  co_await holdfast::as_awaitable(flush());
}

class server {
public:
  void accepted() {
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}'flush' is dropped; {{.*}}never starts
    // CHECK-FIXES: tasks_.spawn(flush());
    tasks_.spawn(flush());
    tasks_.spawn_on(tasks_.get_executor(), flush());
    holdfast::background(tasks_.get_executor()).spawn(flush());
    auto handle = tasks_.start(count());
    std::move(handle).detach();
  }

private:
  holdfast::task_set tasks_;
};
