// RUN: %check %s holdfast-detached-task %t --option=Fix=none
//
// Coroutines whose return type gives their caller nothing to hold.

#include "cppcoro.h"
#include "homemade.h"

home::fire watch();
home::fire serve(int &connection);
cppcoro::task<> owned();

void called() {
  watch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'watch' has no owner (home::fire gives nothing to hold); its exception is swallowed [holdfast-detached-task]
}

void borrowing(int connection) {
  serve(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'serve' has no owner {{.*}}; it borrows 'connection' (reference) and may outlive it
}

struct Service {
  int requests = 0;
  home::fire loop();
  void start() {
    loop();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'loop' has no owner {{.*}}; it borrows 'this' and may outlive it
  }
};

// 107: the base's word for "handle this" became a coroutine.
struct listener {
  virtual home::fire on_event();
};
struct own_listener : listener {
  home::fire on_event() override { co_return; }
};
void overridden(listener &l) {
  l.on_event();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'on_event' has no owner {{.*}}
}

void closure() {
  int local = 0;
  [&local]() -> home::fire { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine {{.*}} has no owner {{.*}}'local'
}

// The coroutine's own promise makes the object; nobody calls anything here.
home::fire coroutine() { co_return; }

cppcoro::task<> silent(cppcoro::async_scope &scope) {
  co_await owned();
  scope.spawn(owned());
}

// What makes an owner starts coroutines of its own kind, and counts them.
class Scope {
  struct one_way {
    struct promise_type {
      one_way get_return_object() { return {}; }
      std::suspend_never initial_suspend() noexcept { return {}; }
      std::suspend_never final_suspend() noexcept { return {}; }
      void return_void() {}
      void unhandled_exception() {}
    };
  };
  static one_way run(Scope &scope, cppcoro::task<> task);

public:
  void spawn(cppcoro::task<> task) { run(*this, static_cast<cppcoro::task<> &&>(task)); }
};
