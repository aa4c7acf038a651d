// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none -- -pthread
//
// A private member, all of whose class can be seen.

#include "cppcoro.h"
#include "homemade.h"
#include <future>
#include <thread>
#include <utility>

using cppcoro::task;

task<> flush();
void keep(task<>);
int work();
std::future<int> compute();

class Forgotten {
public:
  void start() { m = flush(); }
  bool ready() const { return m.is_ready(); }

private:
  task<> m;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: task kept in the member 'm' is never awaited by any function of 'Forgotten'; the coroutine never starts (cppcoro::task is lazy) [holdfast-unawaited-task]
};

class MadeByTheConstructor {
public:
  MadeByTheConstructor() : t(work) {}

private:
  std::thread t;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: task kept in the member 't' is never joined by any function of 'MadeByTheConstructor'; std::terminate is called then (std::thread is still joinable)
};

class Awaited {
public:
  void start() { m = flush(); }
  task<> stop() { co_await std::move(m); }

private:
  task<> m;
};

class JoinedByTheDestructor {
public:
  JoinedByTheDestructor() : t(work) {}
  ~JoinedByTheDestructor() {
    if (t.joinable())
      t.join();
  }

private:
  std::thread t;
};

// Its destructor waits or cancels: that is what the member is for.
class WaitsByItself { // 96
public:
  void start() { f = std::async(work); }

private:
  std::future<int> f;
};

class CancelsByItself { // 96
public:
  CancelsByItself() : j(home::spawn(work)) {}

private:
  home::job j;
};

class OneFunctionIsNotSeen {
public:
  void start() { m = flush(); }
  void stop();

private:
  task<> m;
};

class HandedOut {
public:
  void start() { m = flush(); }
  task<> &running() { return m; }

private:
  task<> m;
};

class Taken {
public:
  void start() { m = flush(); }
  void take(Taken &other) { keep(std::move(other.m)); }

private:
  task<> m;
};

class HasAFriend {
  friend void stop(HasAFriend &);

public:
  void start() { m = flush(); }

private:
  task<> m;
};

class NotPrivate {
public:
  void start() { m = flush(); }
  task<> m;
};

class NeverFilled {
  task<> m;
};
