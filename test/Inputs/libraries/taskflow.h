// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Taskflow.
#pragma once

#include <future>
#include <utility>

namespace tf {

class Taskflow {};
template <class T> class Future : public std::future<T> {
public:
  bool cancel();
};
class AsyncTask {
public:
  AsyncTask(const AsyncTask &);
  ~AsyncTask();
  bool is_done() const;
};

class FlowBuilder {
public:
  template <class F> void emplace(F &&);
  template <class I, class F> void for_each(I, I, F &&);
  template <class I, class F> void for_each_index(I, I, I, F &&);
};

class Executor {
public:
  ~Executor();
  Future<void> run(Taskflow &);
  Future<void> run_n(Taskflow &, unsigned long);
  template <class P> Future<void> run_until(Taskflow &, P &&);
  template <class F> std::future<void> async(F &&);
  template <class F> void silent_async(F &&);
  template <class F> std::pair<AsyncTask, std::future<void>> dependent_async(F &&);
  template <class F> AsyncTask silent_dependent_async(F &&);
  void wait_for_all();
};
class Runtime {
public:
  template <class F> std::future<void> async(F &&);
  template <class F> void silent_async(F &&);
  template <class F> std::pair<AsyncTask, std::future<void>> dependent_async(F &&);
  template <class F> AsyncTask silent_dependent_async(F &&);
};
class TaskGroup {
public:
  template <class F> std::future<void> async(F &&);
  template <class F> void silent_async(F &&);
  template <class F> std::pair<AsyncTask, std::future<void>> dependent_async(F &&);
  template <class F> AsyncTask silent_dependent_async(F &&);
};

} // namespace tf
