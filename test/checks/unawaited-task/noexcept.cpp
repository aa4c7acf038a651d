// RUN: %check %s holdfast-unawaited-task,holdfast-discarded-task %t -- -pthread
//
// Where no exception gets out, get() may end the process: it is not written.

#include <future>
#include <thread>

int save();
void log();

struct Session {
  ~Session() {
    auto f = std::async(std::launch::async, save);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}} is kept in 'f', which nothing uses; the caller blocks
    log();
  }
};

struct Waited {
  ~Waited();
};
Waited::~Waited() {
  auto f = std::async(std::launch::async, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f' and waited for, but nobody asks for its error;
  f.wait();
}

struct Discards {
  ~Discards() {
    std::async(std::launch::async, save);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'async' is dropped;
  }
};

struct Declared {
  ~Declared() noexcept(false) {
    auto f = std::async(std::launch::async, save);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}} is kept in 'f', which nothing uses; the caller blocks
    log();
    // CHECK-FIXES: f.get();
  }
};

void stop() noexcept {
  auto f = std::async(std::launch::async, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} is kept in 'f', which nothing uses; the caller blocks
  log();
}

// The process would end at the drop in any case.
void joins() noexcept {
  std::thread t(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} is kept in 't', which nothing uses; std::terminate
  log();
  // CHECK-FIXES: t.join();
}
