// RUN: %check %s holdfast-task-returning-callback %t
//
// Nothing here is reported.

#include "cppcoro.h"
#include "homemade.h"
#include "system_macros.h"
#include <algorithm>
#include <functional>
#include <future>
#include <holdfast/annotations.hpp>
#include <memory>
#include <thread>
#include <vector>

using cppcoro::task;

task<> flush();
task<int> count(int);
int plain(int);
void later(std::function<void()>);
void start(std::function<task<>()>);

void the_signature_returns_the_task() {
  std::function<task<>()> q = flush;
  start([] { return flush(); });
  start(flush);
  std::packaged_task<task<>()> p([] { return flush(); });
}

void nothing_is_returned() {
  later([] { plain(1); });
  later([] { return plain(1); });
  std::function<void(int)> f = plain;
  later([] { (void)cppcoro::sync_wait(count(1)); });
}

home::fire forget();
void fire_and_forget_is_another_check() {
  later([]() -> home::fire { co_return; });
  later(forget);
}

HOLDFAST_SANCTIONED task<> audit();
HOLDFAST_SANCTIONED void run_anyway(std::function<void()>);
template <class F> HOLDFAST_SANCTIONED void fire(F f) { f(); }
void sanctioned() {
  later(audit);
  later([] { return audit(); });
  fire(flush);
  run_anyway([] { return flush(); });
}

void a_generator() {
  std::function<void()> q = []() -> home::numbers { co_yield 1; };
}

void a_copy_of_a_shared_handle() {
  std::shared_future<int> shared = std::async(plain, 1).share();
  later([shared] { return shared; });
}

struct Two {
  task<> operator()() const;
  void operator()(int) const;
};
void several_call_operators() { std::function<void(int)> q = Two{}; }

void empty() {
  std::function<void()> nothing = nullptr;
  std::function<void()> other = nothing;
  other = std::move(nothing);
}

struct Arguments {
  Arguments(std::function<task<>()>, int);
};
void arguments_of_a_thread() {
  // The callable gets the other one, and may await what it gives.
  std::thread([](auto make) { cppcoro::sync_wait(make()); }, flush).join();
  auto made = std::make_unique<Arguments>(flush, 1);
}

template <class F> auto passes_back(F f) { return f(); }
template <class F> void stores(F f) { static std::vector<std::function<task<>()>> all; all.push_back(f); }
template <class F> void keeps_the_task(F f) { auto t = f(); cppcoro::sync_wait(t); }
template <class F> task<> awaits(F f) { co_await f(); }
template <class F> void forwards_to_unknown(F &&f);
template <class F> void only_compares(F f) { if (f == nullptr) return; }
template <class F> void ignores(F) {}
template <class F> void some_paths(F f, bool b) { if (b) f(); else keeps_the_task(f); }
template <class F> struct Holder { F f; };
template <class F> auto holds(F f) { return Holder<F>{std::move(f)}; }
template <class F> void deeper(F f) { keeps_the_task(std::move(f)); }
template <class F> void by_reference(F f) { auto &g = f; keeps_the_task(g); }
template <class F> void in_a_closure(F f) { start([f = std::move(f)] { return f(); }); }
void the_body_does_more_than_discard() {
  cppcoro::sync_wait(passes_back(flush));
  stores(flush);
  keeps_the_task(flush);
  cppcoro::sync_wait(awaits(flush));
  forwards_to_unknown(flush);
  only_compares(flush);
  ignores(flush);
  some_paths(flush, true);
  holds(flush);
  deeper(flush);
  by_reference(flush);
  in_a_closure(flush);
  in_a_closure([] { return flush(); });
}

void algorithms_that_use_the_result() {
  std::vector<int> in{1};
  std::vector<task<int>> out;
  std::transform(in.begin(), in.end(), std::back_inserter(out), count);
  std::invoke([] { return flush(); }).when_ready();
}

void in_a_container() {
  std::function<void()> q = [] { return std::vector<std::future<int>>(); };
}

void a_silenced_line() {
  later(flush); // NOLINT(holdfast-task-returning-callback)
}
