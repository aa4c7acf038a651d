// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --option=Fix=none
//
// The marks of <holdfast/annotations.hpp>: where they may stand, and a word
// that is none.

#include "homemade.h"
#include <holdfast/annotations.hpp>

struct HOLDFAST_TASK_HANDLE(detaches) ticket {
  ~ticket();
  void wait();
};

class HOLDFAST_TASK_HANDLE(never_start) plan {
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'never_start' is not what the drop of a task does; did you mean 'never_starts'? [holdfast-discarded-task]
public:
  ~plan();
};
struct HOLDFAST_TASK_HANDLE(whatever) vague {};
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'whatever' is not what the drop of a task does; expected one of: never_starts, cancels, cancels_blocks, blocks, detaches, terminates, terminates_on_error, leaks, undefined [holdfast-discarded-task]
plan prepare();
vague think();
void a_wrong_word_is_still_a_mark() {
  prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'prepare' is dropped; nobody owns the work or hears of its error
  think();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'think' is dropped; nobody owns the work or hears of its error
}

// On a function, before or after its first declaration.
HOLDFAST_SANCTIONED ticket kick();
ticket kick_later();
HOLDFAST_SANCTIONED ticket kick_later();
ticket dropped();
void on_a_function() { // 116
  kick();
  kick_later();
  (void)kick();
  dropped();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'dropped' is dropped;
}

// On a class: its objects are meant to be dropped.
class HOLDFAST_SANCTIONED quiet : public home::job {};
struct HOLDFAST_SANCTIONED silent_fire : home::fire {
  struct promise_type : home::fire::promise_type {
    silent_fire get_return_object() { return {}; }
  };
};
quiet quietly();
silent_fire silently();
home::fire loudly();
void on_a_class() {
  quietly();
  silently();
  loudly();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'loudly' has no owner (home::fire gives nothing to hold); its exception is swallowed [holdfast-detached-task]
}

// On members, also virtual ones and what overrides them.
struct service {
  virtual ~service();
  HOLDFAST_SANCTIONED virtual ticket poke();
  virtual ticket ask();
  HOLDFAST_SANCTIONED static ticket post();
  HOLDFAST_SANCTIONED home::fire restart();
};
struct local_service : service {
  ticket poke() override;
  HOLDFAST_SANCTIONED ticket ask() override;
};
void on_members(service &s, local_service &l) {
  s.poke();
  l.poke();
  l.ask();
  service::post();
  s.restart();
  s.ask();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'ask' is dropped;
}

// On templates and what is made of them.
template <class F> HOLDFAST_SANCTIONED ticket hurl(F);
template <class T> struct HOLDFAST_SANCTIONED loose_future {
  home::any_awaiter operator co_await() const;
  struct promise_type : home::job::promise_type {
    loose_future get_return_object();
  };
  std::coroutine_handle<promise_type> frame;
};
template <class T> struct launcher {
  HOLDFAST_SANCTIONED ticket go();
  ticket stay();
};
loose_future<int> loosely();
void on_templates(launcher<int> &l) {
  hurl(1);
  loosely();
  l.go();
  l.stay();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'stay' is dropped;
}

// On a lambda, before its parameters.
void on_a_lambda() {
  auto start = [] HOLDFAST_SANCTIONED() -> ticket { return dropped(); };
  start();
  auto begin = []() -> ticket { return dropped(); };
  begin();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'begin' is dropped;
}
