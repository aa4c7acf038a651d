// RUN: %check %s holdfast-detached-task %t --option=Fix=none -- -pthread
//
// Shape 56: a thread that nobody can join any more.

#include <thread>
#include <vector>
#include <pthread.h>

void work();
void use(int &);

void temporary() { // 56
  std::thread(work).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves the work of this std::thread without an owner{{.*}}[holdfast-detached-task]
}

void named() {
  std::thread t(work);
  t.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves {{.*}}std::thread
  std::jthread j(work);
  j.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves {{.*}}std::jthread
}

struct Server {
  std::thread worker;
  std::thread *other;
  int state = 0;
  void run();
  void start() {
    worker = std::thread(&Server::run, this);
    worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' leaves
    std::thread([this] { ++state; }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' leaves {{.*}}; it borrows 'this' and may outlive it
    std::thread(&Server::run, this).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' leaves {{.*}}; it borrows 'this' and may outlive it
    other->detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' leaves
  }
};

void borrows_a_local(int local) {
  std::thread([&local] { use(local); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves {{.*}}; it borrows 'local' (captured by reference) and may outlive it
  std::thread(use, std::ref(local)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves {{.*}}; it borrows 'local' (reference) and may outlive it
}

void posix(pthread_t t) {
  pthread_detach(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_detach' leaves the work without an owner
}

template <class Thread> void in_a_template(Thread t) {
  t.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detach' leaves
}
template void in_a_template(std::thread);
template void in_a_template(std::jthread);

// Its callers decide.
class Wrapper {
public:
  void detach() {
    thread.detach();
    ready = true;
  }
  void detach(pthread_t handle) { pthread_detach(handle); }
  void let_go() {
    thread.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' leaves
  }

private:
  std::thread thread;
  bool ready = false;
};

void detach(std::thread &thread) { thread.detach(); }

void detaches_a_wrapper(Wrapper &w) {
  // gap: a handle of the user's own that lets go is not known as one.
  w.detach();
}

struct Balloon {
  void detach();
};
void silent(std::vector<std::thread> &threads, Balloon b) {
  std::thread(work).join();
  threads.emplace_back(work);
  b.detach();
  std::thread t(work);
  if (t.joinable())
    t.join();
}
