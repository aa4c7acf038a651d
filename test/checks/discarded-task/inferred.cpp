// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// Types that no catalogue knows: the promise and the destructor say what a drop
// does, and the message says that it was inferred.

#include "homemade.h"

home::lazy lazy();
home::job job();
home::loose loose();
home::fire fire();
home::numbers numbers();

void inferred_lazy() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'lazy' is dropped; the coroutine never starts (home::lazy is lazy, as its promise shows) [holdfast-discarded-task]
}

void inferred_eager_with_a_destructor_that_destroys() {
  job();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'job' is dropped; the coroutine is cancelled {{.*}}home::job{{.*}}[holdfast-discarded-task]
}

void inferred_eager_without_a_handle_kept() {
  loose();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'loose' is dropped; {{.*}}[holdfast-discarded-task]
}

void not_awaitable_and_nothing_to_hold() {
  fire();
}

void generator() {
  numbers();
}

struct [[clang::coro_return_type]] marked {
  marked(marked &&);
  ~marked();
};
marked marked_by_its_attribute();
void attribute_of_clang() {
  marked_by_its_attribute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'marked_by_its_attribute' is dropped;
}

// A promise that is found through the specialised traits, not in the class.
struct traited {
  explicit traited(int);
  traited(traited &&);
  ~traited();
  home::any_awaiter operator co_await() const noexcept;
};
struct traited_promise {
  traited get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
  void return_void() {}
};
template <class... A> struct std::coroutine_traits<traited, A...> {
  using promise_type = traited_promise;
};
traited with_traits() { co_return; }
void specialised_traits() {
  with_traits();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'with_traits' is dropped; the coroutine never starts
}

struct sender {
  using sender_concept = int;
};
sender schedule();
void a_sender_is_a_concept() {
  schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'schedule' is dropped; {{.*}}never starts
}

// The names of coroutines alone make no task.
struct awaiter_only {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const;
};
awaiter_only yield_now();
void plain_awaiter() {
  yield_now();
}

// A destructor that is defined elsewhere may do anything.
struct opaque {
  struct promise_type {
    opaque get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception() {}
  };
  ~opaque();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  std::coroutine_handle<promise_type> frame;
};
opaque begin_work();
void its_destructor_is_not_seen() {
  begin_work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'begin_work' is dropped; nobody owns the coroutine or hears of its error [holdfast-discarded-task]
}
