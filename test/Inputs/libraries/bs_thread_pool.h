// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// BS::thread_pool.
#pragma once

#include <future>
#include <vector>

namespace BS {

template <class T> class [[nodiscard]] multi_future : public std::vector<std::future<T>> {
public:
  void get();
  void wait() const;
};
template <unsigned char Features = 0> class [[nodiscard]] thread_pool {
public:
  thread_pool();
  ~thread_pool();
  template <class F> [[nodiscard]] std::future<void> submit_task(F &&);
  template <class I> [[nodiscard]] multi_future<void> submit_bulk(I, I);
  template <class F> [[nodiscard]] multi_future<void> submit_blocks(int, int, F &&);
  template <class F> [[nodiscard]] multi_future<void> submit_loop(int, int, F &&);
  template <class F> [[nodiscard]] multi_future<void> submit_sequence(int, int, F &&);
  template <class F> void detach_task(F &&);
  template <class F> void detach_blocks(int, int, F &&) {}
  template <class F> void detach_loop(int, int, F &&);
  template <class F> void detach_sequence(int, int, F &&);
  void wait();
};

} // namespace BS
