// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the runtime knows about one execution context: its groups, and whether
// more than one thread runs it. Owned by a service of the context, whose
// shutdown() Asio calls before any coroutine frame of that context dies.
#pragma once

#include <holdfast/detail/group_state.hpp>

#include <algorithm>
#include <mutex>
#include <vector>

namespace holdfast::inline HOLDFAST_ABI::detail {

struct context_record {
  void add_ref() noexcept { refs.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept {
    if (refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
      delete this;
  }

  void attach(group_state &group) {
    const std::lock_guard hold(lock);
    groups.push_back(&group);
  }
  void detach(group_state &group) noexcept {
    const std::lock_guard hold(lock);
    std::erase(groups, &group);
  }

  /// Notes the calling thread. Cancellation of a task that is not on a strand
  /// is safe only while one thread runs the context.
  void note_thread() noexcept {
    thread_local char here;
    const void *seen = thread.load(std::memory_order_relaxed);
    if (seen == &here)
      return;
    if (seen == nullptr &&
        thread.compare_exchange_strong(seen, &here, std::memory_order_relaxed))
      return;
    many_threads.store(true, std::memory_order_relaxed);
  }

  std::atomic<unsigned> refs{1};
  std::mutex lock;
  std::vector<group_state *> groups;
  std::atomic<const void *> thread{nullptr};
  std::atomic<bool> many_threads{false};
};

class context_service final : public net::execution_context::service {
public:
  using key_type = context_service;
  inline static net::execution_context::id id;

  explicit context_service(net::execution_context &context)
      : net::execution_context::service(context),
        record_(ref_ptr<context_record>::adopt(new context_record)) {}

  const ref_ptr<context_record> &record() const noexcept { return record_; }

private:
  void shutdown() noexcept override {
    std::vector<group_ptr> groups;
    {
      const std::lock_guard hold(record_->lock);
      for (group_state *group : record_->groups)
        if (group->try_add_ref())
          groups.push_back(group_ptr::adopt(group));
    }
    for (const group_ptr &group : groups)
      group->context_is_going();
  }

  ref_ptr<context_record> record_;
};

inline net::execution_context &
context_of(const net::any_io_executor &executor) {
  return net::query(executor, net::execution::context);
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
