// RUN: %check %s holdfast-task-returning-callback %t
//
// The sinks in the rows of folly, Seastar, stdexec, PPL, BS::thread_pool and
// C++/WinRT.

#include "libraries/sinks.h"

folly::coro::Task<> flush();
folly::coro::Task<> each(int);
seastar::future<> drain(int);
winrt::Windows::Foundation::IAsyncAction load();
void plain();
void counts(int);

void of_folly(folly::EventBase &base, folly::HHWheelTimerBase<int> &timer,
              folly::Future<int> future) {
  base.runInEventBaseThread(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} discards the task that 'flush' returns; the coroutine never starts (folly::coro::Task is lazy) [holdfast-task-returning-callback]
  auto guard = folly::makeGuard([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'makeGuard' discards
  timer.scheduleTimeoutFn(flush, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'scheduleTimeoutFn' discards
  (void)std::move(future).ensure(flush).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'ensure' discards
  (void)std::move(future).ensureInline(flush).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'ensureInline' discards
  folly::Function<void()> kept = flush;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: {{.*}}folly::Function<void ()>' discards
  folly::FunctionRef<void()> lent = flush;
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: {{.*}}folly::FunctionRef<void ()>' discards
}

void of_seastar() {
  seastar::noncopyable_function<void(int)> f = drain;
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: {{.*}}noncopyable_function{{.*}} discards
  seastar::noncopyable_function<seastar::future<>(int)> kept = drain;
}

void of_stdexec() {
  exec::execute(stdexec::scheduler(), flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'execute' discards
}

void of_ppl(concurrency::task_group &group,
            concurrency::structured_task_group &structured) {
  group.run(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run' discards
  group.run_and_wait(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'run_and_wait' discards
  structured.run_and_wait(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'run_and_wait' discards
  group.run(plain);
}

void of_bs_thread_pool(BS::thread_pool<> &pool) {
  pool.detach_task(flush);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'detach_task' discards
  pool.detach_loop(0, 10, each);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'detach_loop' discards
  pool.detach_sequence(0, 10, each);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'detach_sequence' discards
  pool.detach_blocks(0, 10, [](int, int) { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'detach_blocks' discards
  pool.detach_loop(0, 10, counts);
}

void of_winrt(winrt::Windows::System::DispatcherQueue &queue) {
  using namespace winrt::Windows::System;
  queue.TryEnqueue(load);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: {{.*}}DispatcherQueueHandler{{.*}} discards
  Threading::WorkItemHandler item(load);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: {{.*}}WorkItemHandler{{.*}} discards
  Threading::TimerElapsedHandler tick(load);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: {{.*}}TimerElapsedHandler{{.*}} discards
  queue.TryEnqueue([]() -> winrt::fire_and_forget { co_return; });
}

// A member function stands behind its object.
struct Page {
  winrt::Windows::Foundation::IAsyncAction Load();
  folly::coro::Task<> Lazy();
  folly::coro::Task<> OnEvent(int, int);
  winrt::Windows::Foundation::IAsyncAction OnClick(int, int);
  void Plain();

  void of_winrt(winrt::Windows::System::DispatcherQueue &queue,
                std::shared_ptr<Page> self) {
    using winrt::Windows::Foundation::TypedEventHandler;
    queue.TryEnqueue({this, &Page::Load});
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}}DispatcherQueueHandler{{.*}} discards the task that 'Load' returns
    queue.TryEnqueue({self, &Page::Load});
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}}DispatcherQueueHandler{{.*}} discards the task that 'Load' returns
    queue.TryEnqueue(1, {this, &Page::Load});
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: {{.*}}DispatcherQueueHandler{{.*}} discards the task that 'Load' returns
    winrt::Windows::UI::Core::DispatchedHandler handler{this, &Page::Load};
    // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: {{.*}}DispatchedHandler{{.*}} discards the task that 'Load' returns
    // Events: a coroutine that runs by itself is meant there.
    winrt::delegate<> changed{this, &Page::Lazy};
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'winrt::delegate' discards the task that 'Lazy' returns; the coroutine never starts
    TypedEventHandler<int, int> typed{this, &Page::OnEvent};
    // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: {{.*}}TypedEventHandler' discards the task that 'OnEvent' returns
    winrt::Windows::Foundation::EventHandler<int> plain{this, &Page::Lazy};
    // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: {{.*}}EventHandler' discards the task that 'Lazy' returns
    TypedEventHandler<int, int> clicked{this, &Page::OnClick};
    winrt::delegate<> loaded([this] { return Load(); });
    queue.TryEnqueue({this, &Page::Plain});
  }
};
