// RUN: %check %s holdfast-discarded-task %t --option=Fix=none -- -pthread
//
// A jthread joins where it dies: a named one is an owner, a temporary makes the
// caller wait at the semicolon.

#include <thread>

std::jthread launch();
void work();

void temporaries() {
  launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'launch' is dropped; the work is cancelled and the caller waits for it to end{{.*}}[holdfast-discarded-task]
  std::jthread{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; the work is cancelled and the caller waits for it to end
}

void named() {
  std::jthread keep(work);
  std::jthread other = launch();
}
