// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// What else tells a handle: the sender concept, clang's attributes, what a
// function hands on, a wrapper, a container, a subclass.

#include "homemade.h"
#include <coroutine>
#include <optional>
#include <utility>
#include <vector>

// Senders: as the standard has it, and as its ancestors had it.
namespace ex {
struct sender_t {};
template <class S> inline constexpr bool enable_sender = false;
} // namespace ex
struct by_concept {
  using sender_concept = ex::sender_t;
};
struct by_tag {
  using is_sender = void;
};
struct derived_sender : by_concept {};
struct enabled {};
template <> inline constexpr bool ex::enable_sender<enabled> = true;
by_concept schedule();
by_tag just();
derived_sender transfer();
enabled connectable();
void senders() {
  schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'schedule' is dropped; the work never starts (by_concept is lazy, as every sender is) [holdfast-discarded-task]
  just();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'just' is dropped; the work never starts
  transfer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'transfer' is dropped; the work never starts
  connectable();
  // gap: a specialised enable_sender is not looked for.
}

// Clang's attributes say that a type is a coroutine's, though its promise is
// not seen.
struct [[clang::coro_return_type]] marked {
  ~marked();
};
struct [[clang::coro_only_destroy_when_complete]] completes {
  struct promise_type {
    completes get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() {}
  };
  ~completes() { frame.destroy(); }
  home::any_awaiter operator co_await() const;
  std::coroutine_handle<promise_type> frame;
};
marked make_marked();
completes make_completes();
void attributes() {
  make_marked();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'make_marked' is dropped; nobody owns the coroutine or hears of its error
  make_completes();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'make_completes' is dropped; nobody owns the coroutine
}

// Functions that hand on what a spawn returned.
namespace own {
struct handle {
  void join();
};
handle spawn(void (*work)());
} // namespace own
void work();
using task = home::job;
auto by_auto() { return home::spawn(work); }
decltype(auto) by_decltype() { return home::spawn(work); }
task by_alias() { return home::spawn(work); }
template <class F> auto by_template(F f) { return home::spawn(f); }
home::job &&by_reference(home::job &&j) { return std::move(j); }
auto kept_elsewhere() { return own::spawn(work); }
void handed_on() {
  by_auto();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'by_auto' is dropped; the coroutine is cancelled
  by_decltype();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'by_decltype' is dropped; the coroutine is cancelled
  by_alias();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'by_alias' is dropped; the coroutine is cancelled
  by_template(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'by_template' is dropped; the coroutine is cancelled
  by_reference(by_auto());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'by_reference' is dropped; the coroutine is cancelled
  kept_elsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'kept_elsewhere' is dropped; the work runs on with no owner and nobody hears of its error (inferred from the name 'spawn' and from 'join' of own::handle)
}

// Wrappers, containers and subclasses.
struct labelled {
  const char *label;
  home::job work;
};
class special : public home::job {
public:
  using home::job::job;
};
template <class T> struct result {
  T value;
  std::optional<home::lazy> rest;
};
labelled with_label();
special specially();
result<int> in_part();
std::vector<home::job> many();
std::pair<int, std::optional<home::job>> perhaps();
void held() {
  with_label();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'labelled' returned by 'with_label' are dropped; the coroutine is cancelled
  specially();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'specially' is dropped; the coroutine is cancelled
  in_part();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'result<int>' returned by 'in_part' are dropped; the coroutine never starts
  many();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::vector<home::job>' returned by 'many' are dropped;
  perhaps();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the '{{.*}}' returned by 'perhaps' are dropped; the coroutine is cancelled
}
