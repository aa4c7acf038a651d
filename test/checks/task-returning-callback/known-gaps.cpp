// RUN: %check %s holdfast-task-returning-callback %t
//
// What is not seen today, asserted as it behaves.

#include "cppcoro.h"
#include <functional>
#include <optional>
#include <utility>
#include <vector>

using cppcoro::task;

task<> flush();
task<int> count(int);
void later(std::function<void()>);

// gap: a wrapper of one's own needs a row: what its constructor keeps is not
// followed to where it is called.
class Callback {
public:
  template <class F> Callback(F f) : call_(new Model<F>{std::move(f)}) {}

private:
  struct Concept { virtual void call() = 0; };
  template <class F> struct Model : Concept {
    explicit Model(F f) : f(std::move(f)) {}
    void call() override { f(); }
    F f;
  };
  Concept *call_;
};
void a_wrapper_of_ones_own() { Callback c(flush); }

// gap: a class with several call operators.
struct Overloaded {
  task<> operator()() const;
  task<int> operator()(int) const;
};
void every_operator_returns_a_task() { later(Overloaded{}); }

// gap: what is not instantiated is not judged where it depends on a parameter.
template <class T> void never_instantiated(T value) {
  later([value] { return count(value); });
}

// gap: a template that ignores its callable, or calls it and gives it back.
template <class F> void ignores(F) {}
template <class F> F calls_and_returns(F f) {
  f();
  return f;
}
void other_bodies() {
  ignores(flush);
  calls_and_returns(flush);
}

// gap: assign and emplace of a wrapper's holder, other than of the standard
// library's containers.
void an_optional(std::optional<std::function<void()>> &o) {
  o = flush;
}
