// RUN: %check %s holdfast-unawaited-task,holdfast-task-returning-callback %t --option=Fix=none
// RUN: %check %s holdfast-unawaited-task %t --check-suffix=OFF --option=InferHandles=types
//
// Handles that a function's name and their members give away, followed like others.

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace app {

// Its destructor is in another file.
struct job {
  job();
  job(job &&);
  job &operator=(job &&);
  ~job();
  void join();
  bool done() const;
};
// Its destructor joins, or cancels: a named one is what bounds the work.
struct joining {
  ~joining() { join(); }
  void join();
};
struct cancelling {
  ~cancelling() { cancel(); }
  void cancel();
  void wait();
};
// Nobody need wait for it.
struct asked {
  ~asked();
  bool done() const;
  void cancel();
};
struct pool {
  job submit(std::function<void()>);
  std::unique_ptr<job> launch(std::function<void()>);
  std::optional<job> spawn_task(std::function<void()>);
  std::shared_ptr<job> start_job(std::function<void()>);
  joining spawn_thread(std::function<void()>);
  cancelling spawn_worker(std::function<void()>);
  asked start_task(std::function<void()>);
  job make();
};
void work();
void keep(job);

void never_used(pool &p) {
  auto a = p.submit(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'submit' is kept in 'a', which nothing uses; nobody owns the work or hears of its error (inferred from the name 'submit' and from 'join' of app::job) [holdfast-unawaited-task]
  auto b = p.launch(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'b' are never waited for; nobody owns the work {{.*}}from the name 'launch' and from 'join' of app::job) [holdfast-unawaited-task]
  auto c = p.spawn_task(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: tasks kept in 'c' are never waited for; {{.*}}
}

void on_one_path(pool &p, bool now) {
  job a = p.submit(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: task returned by 'submit' is kept in 'a' and not waited for on every path; {{.*}}
  if (now)
    return;
  a.join();
}

void overwritten(pool &p) {
  auto a = p.submit(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'submit' is kept in 'a' and overwritten before it is waited for; {{.*}}
  a = p.make();
  a.join();
}

void in_a_container(pool &p) {
  std::vector<job> all;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: tasks kept in 'all' are never waited for; nobody owns the work {{.*}}from the name 'submit' and from 'join' of app::job)
  all.push_back(p.submit(work));
}

job helper(pool &p) { return p.submit(work); }
job through_a_name(pool &p) {
  auto made = helper(p);
  return made;
}
void handed_on(pool &p) {
  auto a = through_a_name(p);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'through_a_name' is kept in 'a', which nothing uses; nobody owns the work or hears of its error (inferred from the name 'submit' and from 'join' of app::job)
}

void callback(pool &p) {
  std::function<void()> f = [&p] { return p.submit(work); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'std::function<void ()>' discards the task that this lambda returns; nobody owns the work {{.*}}from the name 'submit' and from 'join' of app::job) [holdfast-task-returning-callback]
  std::function<job()> g = [&p] { return p.submit(work); };
}

void silent(pool &p, bool now, std::vector<job> &kept) {
  auto a = p.submit(work);
  if (a.done())
    return;
  a.join();
  auto b = p.spawn_thread(work);
  auto c = p.spawn_worker(work);
  auto d = p.start_task(work);
  auto e = p.submit(work);
  keep(std::move(e));
  auto f = p.launch(work);
  f->join();
  auto g = p.start_job(work);
  auto h = p.make();
  kept.push_back(p.submit(work));
  std::vector<job> drained;
  drained.push_back(p.submit(work));
  for (job &each : drained)
    each.join();
  std::vector<job> others;
  others.push_back(p.make());
}

std::vector<job> returned(pool &p) {
  std::vector<job> all;
  all.push_back(p.submit(work));
  return all;
}

} // namespace app
