// RUN: %check %s holdfast-discarded-task %t
//
// Functions with the names of those that start work, and results that are no
// handles; handles, and functions with other names. Nothing here is reported.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct handle {
  void wait();
};
void work();

// Not by value, or no class.
bool submit(std::function<void()>);
int spawn(std::function<void()>);
std::size_t start_task(int);
handle &launch(int);
handle *create_task(int);
std::shared_ptr<handle> start_job(int);
void async(std::function<void()>);
std::vector<int> launch_async(int);
std::chrono::seconds submit(int, int);
enum class launch_policy { async, deferred };

void no_handles() {
  submit(work);
  spawn(work);
  start_task(1);
  launch(1);
  create_task(1);
  start_job(1);
  async(work);
  launch_async(1);
  submit(1, 2);
}

// Other names: synchronous, periodic, in the plural, or in passing.
handle run_task(int);
handle schedule(int);
handle get_task();
handle respawn(int);
handle spawn_detached(std::function<void()>);
handle submitted();
handle task();
handle join_all();
handle launch_rocket();
handle asynchronous();
handle create_handle();
void other_names() {
  run_task(1);
  schedule(1);
  get_task();
  respawn(1);
  spawn_detached(work);
  submitted();
  task();
  join_all();
  launch_rocket();
  asynchronous();
  create_handle();
}

namespace other {
// What is asked or cancelled only, from a function that was given no work.
struct form_result {
  bool done() const;
};
form_result submit(std::string form);
struct enemy {
  bool is_finished() const;
};
struct world {
  enemy spawn(int x, int y);
};

// Connections, timers, tokens: by their name or members.
struct connection {
  void wait();
};
struct scoped_timer {
  void cancel();
  bool done() const;
};
struct slot_guard {
  void disconnect();
  void wait();
};
connection spawn(std::function<void()>);
scoped_timer launch(std::function<void()>);
slot_guard async(std::function<void()>);

// A GPU's queue: what it returns is asked of by the queue.
struct gpu_fence {
  void wait();
};
struct queue {
  gpu_fence submit(std::vector<int> commands);
};

// A builder returns itself, again and again.
struct job {
  job launch() const;
  job submit(int);
  job then(std::function<void()>) const;
  void wait();
};

// A range.
struct results {
  int *begin();
  int *end();
  void wait();
};
results launch_task(int);

// What an async_... function returns is to be awaited; it starts nothing.
struct lazy_read {
  bool await_ready();
  void await_suspend(void *);
  int await_resume();
};
lazy_read async_call(int);

// The members are not for everybody, or not of an object.
class secret {
  void wait();
  bool done();
};
struct statics {
  static void wait();
};
secret spawn(int, int);
statics spawn(int, int, int);

void looks_like_it(world &w, queue &q, job j) {
  submit("name");
  w.spawn(1, 2);
  spawn(work);
  launch(work);
  async(work);
  q.submit({});
  j.launch();
  j.submit(1);
  launch_task(1);
  async_call(1);
  spawn(1, 2);
  spawn(1, 2, 3);
}
} // namespace other
