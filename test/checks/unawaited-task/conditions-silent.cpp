// RUN: %check %s holdfast-unawaited-task %t -- -pthread
//
// Started under a condition, joined under the same one, written another way.

#include "cppcoro.h"
#include "homemade.h"
#include <thread>
#include <utility>

using cppcoro::task;

void work();
task<> flush();
void use(task<>);
home::job begin();
void use(home::job);
enum class Mode { sync, async };
enum Colour { Red, Green, Blue };

void not_less(int n) {
  std::thread t;
  if (n >= 3)
    t = std::thread(work);
  if (n < 3)
    return;
  t.join();
}

void other_way_round(int n) {
  std::thread t;
  if (n > 3)
    t = std::thread(work);
  if (4 <= n)
    t.join();
}

void not_equal(Mode m) {
  std::thread t;
  if (m == Mode::async)
    t = std::thread(work);
  if (m != Mode::async)
    return;
  t.join();
}

void one_of_two(Mode m) {
  std::thread t;
  if (m == Mode::async)
    t = std::thread(work);
  if (m == Mode::sync)
    return;
  t.join();
}

void two_of_three(Colour c) {
  std::thread t;
  if (c == Red)
    t = std::thread(work);
  if (c == Green || c == Blue)
    return;
  t.join();
}

void by_switch(Mode m) {
  std::thread t;
  switch (m) {
  case Mode::async:
    t = std::thread(work);
    break;
  case Mode::sync:
    break;
  }
  if (m == Mode::async)
    t.join();
}

void by_two_switches(int n) {
  std::thread t;
  switch (n) {
  case 1:
    t = std::thread(work);
    break;
  default:
    work();
  }
  switch (n) {
  case 1:
    t.join();
    break;
  }
}

void by_default(int n) {
  std::thread t;
  switch (n) {
  case 1:
  case 2:
    break;
  default:
    t = std::thread(work);
  }
  if (n != 1 && n != 2)
    t.join();
}

void pointer(int *p) {
  std::thread t;
  if (p)
    t = std::thread(work);
  if (p == nullptr)
    return;
  t.join();
}

void null_first(int *p) {
  std::thread t;
  if (nullptr != p)
    t = std::thread(work);
  if (!p)
    return;
  t.join();
}

void number(unsigned n) {
  std::thread t;
  if (n)
    t = std::thread(work);
  if (n == 0)
    return;
  work();
  if (n > 0)
    t.join();
}

void flag(int n) {
  std::thread t;
  bool on = n > 4;
  if (on)
    t = std::thread(work);
  if (on == true)
    t.join();
}

void stronger(int n) {
  std::thread t;
  if (n > 10)
    t = std::thread(work);
  if (n > 5)
    work();
  if (n < 2)
    return;
  if (n > 10)
    t.join();
}

void two_terms(int a, int b) {
  std::thread t;
  if (a < b)
    t = std::thread(work);
  if (b <= a)
    return;
  t.join();
}

void count(int k) {
  std::thread t;
  int started = 0;
  if (k) {
    t = std::thread(work);
    started = 1;
  }
  work();
  if (started != 0)
    t.join();
}

task<> compared_with_false(bool c) {
  home::job t;
  if (c)
    t = begin();
  if (bool(t) == false)
    co_return;
  co_await std::move(t);
}

task<> kept_test(bool c) {
  home::job t;
  if (c)
    t = begin();
  const bool has = bool(t);
  work();
  if (has)
    co_await std::move(t);
}

void assigned_in_the_condition() {
  home::job t;
  if ((t = begin()))
    use(std::move(t));
}

void assigned_in_a_loop() {
  home::job t;
  while ((t = begin()))
    use(std::move(t));
}

void moved_twice() {
  auto a = flush();
  use(std::move(a));
  task<> b(std::move(a));
}

void assigned_from_nothing() {
  auto a = flush();
  task<> b;
  use(std::move(a));
  b = std::move(a);
}
