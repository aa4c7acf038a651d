// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PhotonLibOS.
#pragma once

namespace photon {
struct thread;
struct join_handle;
thread *thread_create(void *(*)(void *), void *);
template <class F> thread *go(F &&);
join_handle *thread_enable_join(thread *, bool flag = true);
void thread_join(join_handle *);
} // namespace photon

namespace photon_std {
class thread {
public:
  template <class F> explicit thread(F &&);
  thread(thread &&) noexcept;
  ~thread();
  bool joinable() const;
  void join();
  void detach();
};
} // namespace photon_std
