// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none -- -pthread
//
// What should be otherwise. Each line is asserted as it is today, so that a repair
// shows up here.

#include "cppcoro.h"
#include "homemade.h"
#include <future>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

using cppcoro::task;

task<> flush();
task<> suspend();
void use(task<>);
void work();

task<> after_an_await_that_may_throw() { // 69
  auto t = flush();
  // gap: an exception of suspend() drops `t`; such paths are not looked at.
  co_await suspend();
  co_await std::move(t);
}

void cancelled_and_not_joined() { // 73
  home::job j = home::spawn(work);
  // gap: a cancelled job may still run when `j` dies.
  j.cancel();
}

class Swapped {
  // gap: the task that was there comes out in `fresh` and dies.
  void by_a_function() { // 90
    task<> fresh = flush();
    std::swap(m, fresh);
  }
  task<> stop() { co_await std::move(m); }
  task<> m;
};

void into_a_thread_that_ignores_it() { // 97
  auto t = flush();
  // gap: nothing in the closure names `t`. That nobody owns the thread is
  // holdfast-detached-task's.
  std::thread([t = std::move(t)] { work(); }).detach();
}

task<> read(std::vector<int> &);
void outlives_what_it_reads(task<> &out) { // 99
  std::vector<int> bytes;
  // gap: `bytes` dies before the coroutine that reads from it.
  out = read(bytes);
}

task<> empty_handle() { // 108
  // gap: whoever awaits the result awaits nothing.
  return {};
}

void raw_pointer() { // 79
  // gap: nobody can reach the task through any other name.
  auto *p = new task<>(flush());
}

template <class T> void never_instantiated(T) {
  // gap: the template itself is not looked at.
  auto t = flush();
}

void one_is_left() {
  std::vector<task<>> v;
  v.push_back(flush());
  v.push_back(flush());
  // gap: a container's handles are not counted.
  use(std::move(v.back()));
}

class Member {
  // gap: that a second start() overwrites the first one's task is not seen.
  void start() { m = flush(); }
  task<> stop() { co_await std::move(m); }
  task<> m;
};

void looked_through_a_reference() {
  auto t = flush();
  // gap: `r` is only looked at, but the watch ended with it.
  auto &r = t;
  (void)r.is_ready();
}

void parameter(task<> t) {
  // gap: the last owner lets it lie; only the callers of a function that can be seen
  // to do so are told.
}

void emptied_filled_and_moved_on() {
  task<> t;
  t = flush();
  // gap: `t` was declared empty, and `u` is not followed therefore.
  auto u = std::move(t);
}

bool closed();
void asked_twice() {
  std::thread t(work);
  if (closed()) {
    t.join();
    return;
  }
  work();
  // gap: the same call is taken to give the same answer again.
  if (closed())
    return;
  t.join();
}

void one_of_a_pair(bool c) {
  std::pair<task<>, int> p{flush(), 1};
  // gap: what is taken out on one path silences the others.
  if (c)
    return;
  use(std::move(p.first));
}

void cast_to_void(task<> t) {
  // gap: that says that it is dropped on purpose.
  (void)t;
}
void given_to_it() {
  auto t = flush();
  cast_to_void(std::move(t));
}
