// RUN: %check %s holdfast-discarded-task %t
//
// C8: nothing here may be reported. One function per shape; the numbers are
// those of the survey.

#include "cppcoro.h"
#include "homemade.h"
#include "system_macros.h"
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using cppcoro::async_scope;
using cppcoro::generator;
using cppcoro::sync_wait;
using cppcoro::task;
using cppcoro::when_all;

task<> flush();
task<int> answer();
void use(task<>);
void use_moved(task<> &&);
void look(const task<> &);
void touch(task<> &);

task<> awaited(bool c) { // 109, 110
  co_await flush();
  task<> t = flush();
  co_await std::move(t);
  task<> u = flush();
  co_await u;
  co_await (c ? flush() : flush());
  co_await answer();
  (void)co_await answer();
}

task<> awaited_in_a_loop(const std::vector<int> &v) { // 111
  for (int x : v) {
    (void)x;
    co_await flush();
  }
  for (co_await flush(); co_await answer() < 3; co_await flush()) {
  }
}

task<> returned() { return flush(); } // 112
task<int> co_returned() { co_return co_await answer(); }
task<task<>> co_returned_as_a_value() { co_return flush(); }
auto deduced() { return flush(); }

void takes_a_factory(std::function<task<>()>);
void returned_by_a_lambda() { // 113
  takes_a_factory([] { return flush(); });
  std::function<task<>()> f = [] { return flush(); };
}

void handed_over() { // 114
  use(flush());
  use_moved(flush());
  use([] { return flush(); }());
  look(flush());
}

struct group {
  void spawn(task<>);
  void add(task<>);
};
void spawned_into_an_owner(async_scope &scope, group &g, home::pool &p) { // 115
  scope.spawn(flush());
  g.spawn(flush());
  g.add(flush());
  p.spawn(home::lazy{});
}

class Member { // 117, 118
public:
  Member() : m(flush()) { other = flush(); }
  void start() {
    m = flush();
    members.push_back(flush());
    members.emplace_back(flush());
    maybe.emplace(flush());
  }
  task<> stop() {
    for (auto &t : members)
      co_await t;
    co_await m;
    co_await other;
    co_await *maybe;
  }

private:
  task<> m;
  task<> other;
  std::vector<task<>> members;
  std::optional<task<>> maybe;
};

task<> all_awaited() { // 119
  co_await when_all(flush(), flush());
}

void waited_for() { // 120
  sync_wait(flush());
  sync_wait(answer());
  std::promise<int> p;
  p.get_future().get();
  p.get_future().wait();
  std::thread([] {}).join();
}

void moved_out() { // 121
  std::vector<task<>> v;
  v.push_back(flush());
  for (auto &t : v)
    use(std::move(t));
}

void unevaluated() { // 122
  using T = decltype(flush());
  static_assert(sizeof(flush()) == sizeof(T));
  static_assert(!noexcept(flush()));
  static_assert(requires { flush(); });
}

void kept_for_the_program() { // 123
  static task<> t = flush();
  static auto other = flush();
}

void captured() { // 124
  auto consume = [t = flush()]() mutable { use(std::move(t)); };
  consume();
}

void empty_handles() { // 125
  task<> t;
  task<>{};
  task<> u = flush();
  use(std::move(u));
}

generator<int> numbers();
home::numbers more_numbers();
void generators() { // 126
  numbers();
  more_numbers();
  for (int n : numbers())
    (void)n;
}

struct Expectation {
  template <class A> Expectation &WillOnce(A) { return *this; }
};
struct Mock {
  Expectation &gmock_flush();
};
template <class T> int Return(T);
#define EXPECT_CALL(object, call) (object).gmock_##call
void mock_expression(Mock o) { // 127
  EXPECT_CALL(o, flush()).WillOnce([] { return flush(); });
}

struct yielder {
  struct promise_type {
    yielder get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    std::suspend_always yield_value(task<>) noexcept { return {}; }
    void return_void() {}
  };
};
yielder yielded() { // 129
  co_yield flush();
}

void out_parameter(task<> &out, std::promise<task<>> &promise) { // 130
  out = flush();
  promise.set_value(flush());
}

extern task<> awaited_elsewhere;
void stored_for_another_file() { // 131
  awaited_elsewhere = flush();
}

class Worker { // 132
  std::jthread thread{[] {}};

public:
  void restart() { thread = std::jthread([] {}); }
};

void system_headers() { // 133
  SYSTEM_KICK();
  system_drop();
}

void waited_through_a_named_reference() {
  auto &&t = flush();
  sync_wait(t);
}

void passed_by_reference() {
  task<> t = flush();
  touch(t);
}

bool tested(home::job j) { return j.done(); }

void plain_awaitables_and_values() {
  cppcoro::sync_wait(answer());
  home::any_awaiter{};
}

void new_owner(std::unique_ptr<task<>> &out) {
  out = std::make_unique<task<>>(flush());
}

// What a join yields are result slots of coroutines that have ended.
namespace join {
struct slot {
  struct promise_type {
    slot get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  int result() const;
};
struct results {
  slot first;
  slot second;
};
results wait_for_all(task<>, task<>);
} // namespace join
void results_of_a_join() { join::wait_for_all(flush(), flush()); }

// What is expected to throw leaves no task behind.
template <class E, class F> void assert_throws(F function) {}
template <class F> void expectThrow(F &&function, const char *message) {}
void expected_to_throw() { // 128
  assert_throws<int>([] { flush(); });
  expectThrow([&]() { flush(); }, "why");
}

void into_memory_of_another(void *memory) {
  new (memory) task<>(flush());
}
