// RUN: %check %s holdfast-task-returning-callback %t
//
// A task that runs on says what it borrows.

#include "homemade.h"
#include <functional>
#include <string>
#include <thread>

home::loose talk(std::string &);
void later(std::function<void()>);

struct Session {
  std::string name;
  home::loose run();
  void start(std::string text) {
    // The closure of a thread dies when the first await returns to it.
    std::thread([this, text]() -> home::loose { co_await talk(name); }).join();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::thread' discards the task that this lambda returns; the coroutine runs on with no owner and its error ends the process (as the promise of home::loose shows); it borrows 'this', 'text' (captured by a closure that dies first) and may outlive them
    // What is in a function may stay there: only what it does not hold itself.
    later([this, text]() -> home::loose { co_await talk(name); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} discards the task {{.*}}; it borrows 'this' and may outlive it
    later([&text]() -> home::loose { co_await talk(text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} discards the task {{.*}}; it borrows 'text' (captured by reference) and may outlive it
    later([this] { return run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} discards the task {{.*}}; it borrows 'this' and may outlive it
  }
};

// What never starts borrows nothing.
void lazy(std::string &text) {
  later([&text]() -> home::lazy { text += "!"; co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function<void ()>' discards the task that this lambda returns; the coroutine never starts (home::lazy is lazy, as its promise shows) [holdfast-task-returning-callback]
}
