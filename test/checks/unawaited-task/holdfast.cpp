// RUN: %check %s holdfast-unawaited-task %t --asio --option=Fix=none
//
// The runtime's own handles: a set keeps what it starts, the free start() does not.

#include <asio.hpp>
#include <holdfast/start.hpp>
#include <holdfast/task_set.hpp>
#include <optional>
#include <utility>
#include <vector>

asio::awaitable<void> session();

void kept_by_the_set(holdfast::task_set &tasks) {
  auto h = tasks.start(session());
  (void)h.done();
}

void owned_by_its_handle(asio::io_context &io) {
  auto h = holdfast::start(io, session());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'start' is kept in 'h', which nothing uses; {{.*}}is cancelled
}

using handle = holdfast::task_handle<void>;

void held_in_containers(holdfast::task_set &tasks) {
  std::vector<handle> v;
  v.push_back(tasks.start(session()));
  std::optional<handle> o;
  o = tasks.start(session());
  o.reset();
}

class Holds {
public:
  explicit Holds(holdfast::task_set &tasks) : tasks(tasks) {}
  void begin() {
    all.push_back(tasks.start(session()));
    last = tasks.start(session());
  }

private:
  std::vector<handle> all;
  std::optional<handle> last;
  holdfast::task_set &tasks;
};

void optional_owns_it(asio::io_context &io) {
  std::optional<handle> o = holdfast::start(io, session());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'o' are never {{.*}}is cancelled
  std::optional<handle> p;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: tasks kept in 'p' are never {{.*}}is cancelled
  p = holdfast::start(io, session());
}

// It is cancelled with its object, which is what such a member is for.
class Owns {
public:
  void begin(asio::io_context &io) { last = holdfast::start(io, session()); }

private:
  std::optional<handle> last;
};
