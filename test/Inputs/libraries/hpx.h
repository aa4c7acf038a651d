// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// HPX.
#pragma once

namespace hpx {

template <class T> class shared_future {
public:
  shared_future(const shared_future &) noexcept;
  ~shared_future();
  T get() const;
  void wait() const;
  template <class F> shared_future<void> then(F &&) const;
};
template <class T> class future {
public:
  future(future &&) noexcept;
  ~future();
  T get();
  void wait() const;
  bool is_ready() const;
  shared_future<T> share();
  template <class F> future<void> then(F &&);
};

class thread {
public:
  template <class F> explicit thread(F &&);
  thread(thread &&) noexcept;
  ~thread();
  bool joinable() const noexcept;
  void join();
  void detach();
};
class jthread {
public:
  template <class F> explicit jthread(F &&);
  jthread(jthread &&) noexcept;
  ~jthread();
  void join();
  void detach();
};

template <class F> future<void> async(F &&);
template <class F> bool post(F &&);

namespace experimental {
class task_group {
public:
  task_group();
  ~task_group();
  template <class F> void run(F &&);
  void wait();
};
} // namespace experimental

} // namespace hpx
