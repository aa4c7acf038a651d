// RUN: %check %s holdfast-detached-task %t
//
// A handle's own members let go of it, and so does what is derived from it.

namespace boost {
class thread {
public:
  thread();
  template <class F> explicit thread(F f);
  thread &operator=(thread &&other) noexcept {
    detach();
    std_swap(other);
    return *this;
  }
  ~thread() { this->detach(); }
  void detach();
  void join();

private:
  void std_swap(thread &other);
  void start() {
    thread([] {}).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' leaves the work of this boost::thread without an owner
  }
};
} // namespace boost

class Worker : public boost::thread {
public:
  void stop() {
    detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' leaves the work of this boost::thread without an owner
  }
};
