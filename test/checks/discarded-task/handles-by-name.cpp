// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
// RUN: %check %s holdfast-discarded-task %t --check-suffix=TYPES --option=Fix=none --option=InferHandles=types
// RUN: %check %s holdfast-discarded-task %t --check-suffix=OFF --option=Fix=none --option=InferHandles=off
//
// Handles that are no coroutines and that nobody described: the function's name
// and the members of what it returns speak for them.

#include "homemade.h"
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace app {

// Its destructor does nothing: the work goes on.
struct handle {
  void wait();
};
// Its destructor joins.
class thread {
public:
  thread(thread &&);
  ~thread() { join(); }
  void join();
};
// Its destructor cancels.
struct cancelling {
  ~cancelling() { cancel(); }
  void cancel();
};
// Its destructor is in another file.
struct opaque {
  ~opaque();
  bool isDone() const;
};
// Shared with the work.
struct shared {
  struct state {
    ~state();
  };
  int get();
  bool valid() const;
  std::shared_ptr<state> held;
};
struct awaited {
  home::any_awaiter operator co_await() const;
};
struct asked {
  bool is_ready() const;
};
class derived : public handle {
  int priority;
};
template <class T> struct future {
  T get();
  bool valid() const;
};

template <class F> handle spawn(F) { return {}; }
handle spawn();
thread start_task(std::function<void()>);
cancelling startJob(void (*)());
opaque CreateTask(int);
shared submit(std::function<int()>);
awaited launch(std::function<void()>);
asked SubmitJob(int);
derived launchAsync(int);
template <class F> auto async(F f) -> future<decltype(f())>;

class pool {
public:
  template <class F> future<int> submit(F f);
  handle spawn_on(int node, std::function<void()>);
  auto enqueue_task(int id) {
    return start_task([id] {});
  }
  static handle spawn(pool &);
  std::unique_ptr<opaque> launch(std::function<void()>);
  std::optional<handle> spawn_task(std::function<void()>);
};
handle helper(pool &p) {
  handle made = p.spawn_on(0, [] {});
  return made;
}
handle either(pool &p, bool now) {
  if (now)
    return helper(p);
  return spawn([] {});
}
handle sometimes(pool &p, handle &other, bool now) {
  if (now)
    return helper(p);
  return other;
}

void work();
int number();

void dropped(pool &p) {
  spawn(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is dropped; the work runs on with no owner and nobody hears of its error (inferred from the name 'spawn' and from 'wait' of app::handle) [holdfast-discarded-task]
  spawn();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is dropped;
  start_task(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'start_task' is dropped; the caller blocks here until the work is done (the destructor of the app::thread of 'start_task' waits; inferred from the name 'start_task' and from 'join' of app::thread)
  startJob(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'startJob' is dropped; the work is cancelled (app::cancelling cancels when it is destroyed; inferred from the name 'startJob' and from 'cancel' of app::cancelling)
  CreateTask(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'CreateTask' is dropped; nobody owns the work or hears of its error (inferred from the name 'CreateTask' and from 'isDone' of app::opaque)
  submit(number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'submit' is dropped; nobody owns the work {{.*}}'get' of app::shared)
  launch(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'launch' is dropped; {{.*}}'co_await' of app::awaited)
  SubmitJob(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'SubmitJob' is dropped; {{.*}}'is_ready' of app::asked)
  launchAsync(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'launchAsync' is dropped; {{.*}}'wait' of app::derived)
  async(number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; {{.*}}'get' of app::future)
  p.submit(number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'submit' is dropped;
  p.spawn_on(0, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn_on' is dropped;
  p.enqueue_task(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'enqueue_task' is dropped;
  p.launch(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::unique_ptr<opaque>' returned by 'launch' are dropped; nobody owns the work {{.*}}from the name 'launch' and from 'isDone' of app::opaque)
  p.spawn_task(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::optional<handle>' returned by 'spawn_task' are dropped;
  helper(p);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'helper' is dropped; {{.*}}(inferred from the name 'spawn_on' and from 'wait' of app::handle)
  either(p, true);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'either' is dropped;
  pool::spawn(p);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is dropped;
  (void)spawn(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task returned by 'spawn' is discarded by a cast to void;
  spawn([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is dropped;
}

template <class T> void in_a_template(T value) {
  spawn([value] { (void)value; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'spawn' is dropped;
}
template void in_a_template(int);

// A coroutine type needs no name.
home::lazy tidy_up();
void by_type() {
  tidy_up();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'tidy_up' is dropped; the coroutine never starts
  // CHECK-MESSAGES-TYPES: :[[@LINE-2]]:3: warning: task returned by 'tidy_up' is dropped; the coroutine never starts
}

void consumed(std::vector<handle> &kept) {
  spawn(work).wait();
  kept.push_back(spawn(work));
  handle h = spawn(work);
  h.wait();
  pool p;
  sometimes(p, h, true);
}
handle passed_on() { return spawn(work); }

} // namespace app
