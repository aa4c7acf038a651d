// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// Home-made coroutine types that run on when they are dropped: what becomes of
// the exception?

#include <coroutine>
#include <cstdio>
#include <exception>
#include <variant>

template <class Self> struct runs_on {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  Self get_return_object();
  void return_void() {}
};
struct awaits {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const {}
};

struct stored : awaits {
  struct promise_type : runs_on<stored> {
    void unhandled_exception() { result.emplace<1>(std::current_exception()); }
    std::variant<std::monostate, std::exception_ptr> result;
  };
};
struct ignored : awaits {
  struct promise_type : runs_on<ignored> {
    void unhandled_exception() {}
  };
};
struct deadly : awaits {
  struct promise_type : runs_on<deadly> {
    [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  };
};
struct thrown : awaits {
  struct promise_type : runs_on<thrown> {
    void unhandled_exception() { throw; }
  };
};
struct logged : awaits {
  struct promise_type : runs_on<logged> {
    void unhandled_exception() {
      try {
        throw;
      } catch (const std::exception &e) {
        std::fprintf(stderr, "%s\n", e.what());
      } catch (...) {
        std::puts("unknown");
      }
    }
  };
};
struct looked_at : awaits {
  struct promise_type : runs_on<looked_at> {
    void unhandled_exception() {
      try {
        std::rethrow_exception(std::current_exception());
      } catch (const int &) {
      } catch (...) {
        throw;
      }
    }
  };
};
struct depends : awaits {
  struct promise_type : runs_on<depends> {
    void unhandled_exception() {
      if (detached)
        std::terminate();
      error = std::current_exception();
    }
    bool detached = false;
    std::exception_ptr error;
  };
};
struct unseen : awaits {
  struct promise_type : runs_on<unseen> {
    void unhandled_exception();
  };
};

stored make_stored();
ignored make_ignored();
deadly make_deadly();
thrown make_thrown();
logged make_logged();
looked_at make_looked_at();
depends make_depends();
unseen make_unseen();

void errors() {
  make_stored();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'make_stored' is dropped; the coroutine runs on with no owner and its error is lost (as the promise of stored shows) [holdfast-discarded-task]
  make_ignored();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} and its error is lost
  make_deadly();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} and its error ends the process
  make_thrown();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} and its error leaves the event loop
  make_logged();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} and its error is only logged
  make_looked_at();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} and its error leaves the event loop
  make_depends();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} and nobody hears of its error
  make_unseen();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} and nobody hears of its error
}
