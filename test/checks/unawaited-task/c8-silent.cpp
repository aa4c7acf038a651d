// RUN: %check %s holdfast-unawaited-task %t -- -pthread
//
// C8, for handles with a name: nothing here may be reported. The numbers are those
// of the survey.

#include "cppcoro.h"
#include "homemade.h"
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

using cppcoro::sync_wait;
using cppcoro::task;
using cppcoro::when_all;

task<> flush();
task<int> answer();
void use(task<>);
void use_moved(task<> &&);
void touch(task<> &);
void look(const task<> &);
void work();
[[noreturn]] void fail();

task<> awaited(bool c) { // 109, 110
  task<> t = flush();
  co_await std::move(t);
  task<> u = flush();
  co_await u;
  auto v = c ? flush() : flush();
  co_await std::move(v);
  auto x = answer();
  const int y = co_await x;
  (void)y;
}

task<> awaited_in_a_loop() { // 111
  for (int i = 0; i < 3; ++i) {
    auto t = flush();
    co_await std::move(t);
  }
}

task<> returned(bool c) { // 112
  auto t = flush();
  if (c)
    return t;
  task<> u = flush();
  sync_wait(t);
  return u;
}
task<task<>> co_returned() {
  auto t = flush();
  co_return std::move(t);
}

void handed_over() { // 114, 106
  auto a = flush();
  use(std::move(a));
  auto b = flush();
  use_moved(std::move(b));
  auto c = flush();
  touch(c);
  auto d = flush();
  look(d);
  auto e = flush();
  std::function<void()> f = [&e] { sync_wait(e); };
  f();
}

task<> all_awaited() { // 119
  auto a = flush();
  auto b = flush();
  co_await when_all(std::move(a), std::move(b));
}

void waited_for() { // 120
  auto t = flush();
  sync_wait(t);
  std::promise<int> p;
  auto f = p.get_future();
  f.get();
  std::thread thread(work);
  thread.join();
  std::thread gone(work);
  gone.detach();
}

void moved_out() { // 121
  std::vector<task<>> v;
  for (int i = 0; i < 3; ++i)
    v.push_back(flush());
  for (auto &t : v)
    use(std::move(t));
  std::vector<std::thread> threads;
  threads.emplace_back(work);
  for (auto &t : threads)
    t.join();
  std::optional<task<>> o = flush();
  sync_wait(*o);
  auto p = std::make_unique<task<>>(flush());
  sync_wait(*p);
}

task<> background;
void kept_for_the_program() { // 123, 98
  static task<> t = flush();
  background = flush();
}

void some_are_erased() { // 121
  std::vector<home::job> jobs;
  jobs.push_back(home::spawn(work));
  for (auto i = jobs.begin(); i != jobs.end();)
    i = i->done() ? jobs.erase(i) : i + 1;
}

task<> awaited_and_erased() { // 121
  std::vector<task<>> v;
  v.push_back(flush());
  co_await std::move(v.front());
  v.erase(v.begin());
}

void swapped_with_another(std::vector<task<>> &other) {
  std::vector<task<>> v;
  v.push_back(flush());
  other.swap(v);
}

void captured() { // 124
  auto consume = [t = flush()]() mutable { use(std::move(t)); };
  consume();
  auto u = flush();
  auto later = [u = std::move(u)]() mutable { use(std::move(u)); };
  later();
}

void empty_handles() { // 125
  task<> t;
  task<> u = flush();
  use(std::move(u));
  std::thread idle;
  std::vector<task<>> none;
  std::optional<task<>> nothing = std::nullopt;
  std::unique_ptr<task<>> null = nullptr;
}

void out_parameter(task<> &out, std::promise<task<>> &promise) { // 130
  auto t = flush();
  out = std::move(t);
  auto u = flush();
  promise.set_value(std::move(u));
}

class Member { // 117, 118
public:
  void start() {
    m = flush();
    members.push_back(flush());
  }
  void restart() {
    sync_wait(m);
    m = flush();
    stop();
    m = flush();
  }
  void stop();

private:
  task<> m;
  std::vector<task<>> members;
};

void named_jthread() { // 132
  std::jthread t(work);
}

void thrown(bool c) {
  std::thread t(work);
  if (c)
    throw std::runtime_error("no");
  if (!c)
    fail();
  t.join();
}

void never_ends() {
  std::thread t(work);
  for (;;)
    work();
}

void tested_empty(bool c) {
  std::thread t;
  if (c)
    t = std::thread(work);
  work();
  if (t.joinable())
    t.join();
}

void same_condition_twice(bool c) {
  task<> t;
  if (c)
    t = flush();
  work();
  if (c)
    use(std::move(t));
}

void flagged() {
  std::thread t(work);
  bool joined = false;
  for (int i = 0; i < 3 && !joined; ++i) {
    t.join();
    joined = true;
  }
  if (!joined)
    t.join();
}

void switched(int how) {
  auto t = flush();
  switch (how) {
  case 0:
    sync_wait(t);
    break;
  default:
    use(std::move(t));
  }
}

void handler_that_throws_on() {
  std::thread t(work);
  try {
    work();
  } catch (...) {
    throw;
  }
  t.join();
}

void declared_in_the_try() {
  try {
    std::thread t(work);
    work();
    t.join();
  } catch (...) {
  }
}

void join_that_throws() {
  std::thread t(work);
  try {
    t.join();
  } catch (...) {
  }
}

#define ASSERT_TRUE(c)                                                         \
  if (!(c))                                                                    \
  return
void test_that_gives_up(bool c) {
  std::thread t(work);
  ASSERT_TRUE(c);
  t.join();
}

void copy_of_a_shared_handle(std::shared_future<int> &out, bool c) {
  std::shared_future<int> f = std::async([] { return 1; }).share();
  if (c)
    out = f;
}

void chained(home::job &out) {
  auto j = home::spawn(work);
  out = std::move(j).then(work);
}

// Each is replaced only where the one before it is done.
class OneAfterTheOther {
  home::job current;
  bool done() {
    for (int i = 0; i < 3; ++i) {
      current = home::spawn(work);
      if (!current.done())
        return false;
    }
    return true;
  }
};

void polled() {
  home::job j = home::spawn(work);
  while (!j.done())
    work();
}

// The future is an event: nothing is lost where nobody has to wait for it.
bool tell(std::function<void()>);
void an_event() {
  auto promise = std::make_shared<std::promise<void>>();
  auto future = promise->get_future();
  if (tell([promise] { promise->set_value(); }))
    future.wait_for(std::chrono::seconds(1));
}
int a_result(bool cancelled) {
  std::promise<int> promise;
  auto future = promise.get_future();
  tell([&] { promise.set_value(1); });
  if (cancelled)
    return 0;
  return future.get();
}

void an_event_that_goes_from_name_to_name() {
  std::promise<int> promise;
  auto one = promise.get_future();
  auto other = std::move(one);
  one = std::move(other);
}

// A second get_future() always throws, so that nothing is overwritten.
int compute();
void second_future(bool c) {
  std::packaged_task<int()> task(compute);
  auto f = task.get_future();
  try {
    f = task.get_future();
  } catch (const std::future_error &) {
  }
  task();
  (void)f.get();
}

// There is no work whose end or error could be lost.
void never_run() {
  std::packaged_task<int()> task(compute);
  auto f = task.get_future();
  (void)f.valid();
}

// Only the macro of a test decides on the path.
#define EXPECT_SOME_THROW(statement)                                           \
  if (closed()) {                                                              \
    try {                                                                      \
      statement;                                                               \
    } catch (...) {                                                            \
    }                                                                          \
  }
bool closed();
void expected() {
  std::future<int> f = std::async([] { return 1; });
  EXPECT_SOME_THROW(f.get());
}

void moved_from_an_empty_one() { // 125
  task<> a, b;
  a = std::move(b);
}
