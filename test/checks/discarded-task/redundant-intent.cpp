// RUN: %check %s holdfast-discarded-task %t --option=ReportRedundantIntent=true
// RUN: %check %s holdfast-discarded-task %t --check-suffix=OFF
//
// Intent that says nothing: a mark or a discard that nothing needs any more.

#include "cppcoro.h"
#include "homemade.h"
#include <holdfast/annotations.hpp>
#include <string>
#include <tuple>

struct HOLDFAST_TASK_HANDLE(detaches) ticket {
  ~ticket();
};
struct [[nodiscard]] HOLDFAST_TASK_HANDLE(detaches) strict_ticket {
  ~strict_ticket();
};

// Returns and takes no task any more.
HOLDFAST_SANCTIONED int count(const std::string &);
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: the mark of 'count' says nothing: it neither takes nor returns a task [holdfast-discarded-task]
HOLDFAST_SANCTIONED void reset();
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: the mark of 'reset' says nothing: it neither takes nor returns a task
struct HOLDFAST_SANCTIONED counter {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the mark of 'counter' says nothing: it is no task
  int value;
};

// These say something.
HOLDFAST_SANCTIONED ticket kick();
HOLDFAST_SANCTIONED strict_ticket kick_strictly();
HOLDFAST_SANCTIONED void let_go(ticket);
HOLDFAST_SANCTIONED void let_go_of(ticket &&, const char *reason);
HOLDFAST_SANCTIONED home::fire forget();
HOLDFAST_SANCTIONED void in_background(void (*work)());
template <class T> HOLDFAST_SANCTIONED void let_any_go(T &&);
template <class T> HOLDFAST_SANCTIONED T hand_on();
struct HOLDFAST_SANCTIONED quiet : home::job {};
// Without the mark, what spawn() returns would be a handle by its name.
struct HOLDFAST_SANCTIONED by_name {
  ~by_name();
  void wait();
};
by_name spawn(void (*)());

ticket drop();

void casts() {
  (void)kick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the cast to void says nothing: somebody owns the task that 'kick' returns [holdfast-discarded-task]
  // CHECK-FIXES: kick();
  static_cast<void>(kick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the cast to void says nothing: somebody owns the task that 'kick' returns
  std::ignore = kick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: std::ignore says nothing: somebody owns the task that 'kick' returns
  // CHECK-FIXES: kick();
  [[maybe_unused]] auto _ = kick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the variable that nothing uses says nothing: somebody owns the task that 'kick' returns
  std::ignore = kick_strictly();
  (void)kick_strictly(); // the compiler would warn without it
  (void)count("");
  (void)drop();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task returned by 'drop' is discarded by a cast to void;
  // CHECK-MESSAGES-OFF: :[[@LINE-2]]:9: warning: task returned by 'drop' is discarded by a cast to void;
}

void let_go_twice() {
  let_go(drop());
  let_go_of(drop(), "why");
  let_go(kick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'let_go' lets go of nothing: somebody owns the task that 'kick' returns
}
