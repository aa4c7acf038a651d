// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutines (or any other completion handlers) that wait for an event of ours:
// a task's end, a group that runs empty, a finished shutdown.
//
// A waiter is completed exactly once, by whoever unlinks it under the lock, and
// always by a post to its own executor: never inline, so that no lock of ours
// is held while foreign code runs.
#pragma once

#include <holdfast/detail/ref_ptr.hpp>
#include <holdfast/detail/spin_lock.hpp>

#include <atomic>
#include <optional>
#include <type_traits>
#include <utility>

namespace holdfast::inline HOLDFAST_ABI::detail {

class waiter {
public:
  void add_ref() noexcept { refs_.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept {
    if (refs_.fetch_sub(1, std::memory_order_acq_rel) == 1)
      delete this;
  }
  /// Posts the handler. Called once, after the waiter was unlinked.
  virtual void complete(error_code ec) = 0;
  /// Destroys the handler without calling it, when its context goes away.
  virtual void drop() noexcept = 0;

  waiter *next = nullptr;
  bool linked = false;

protected:
  virtual ~waiter() = default;

private:
  std::atomic<unsigned> refs_{1};
};

/// A list of waiters; every member is called with the owner's lock held.
class wait_list {
public:
  wait_list() = default;
  wait_list(wait_list &&other) noexcept
      : first_(std::exchange(other.first_, nullptr)) {}
  wait_list &operator=(wait_list &&) = delete;
  ~wait_list() { drop_all(); }

  bool empty() const noexcept { return first_ == nullptr; }
  void swap(wait_list &other) noexcept { std::swap(first_, other.first_); }

  void link(waiter &w) noexcept {
    w.add_ref();
    w.linked = true;
    w.next = std::exchange(first_, &w);
  }
  /// False when somebody else has unlinked it already.
  bool unlink(waiter &w) noexcept {
    if (!w.linked)
      return false;
    for (waiter **at = &first_; *at; at = &(*at)->next)
      if (*at == &w) {
        *at = w.next;
        w.linked = false;
        return true;
      }
    return false;
  }
  /// Takes all of them out, so that they can be completed without the lock.
  wait_list take() noexcept {
    wait_list taken(std::move(*this));
    for (waiter *w = taken.first_; w; w = w->next)
      w->linked = false;
    return taken;
  }

  /// On a list that take() returned, without the lock.
  void complete_all(error_code ec = {}) {
    while (waiter *w = pop()) {
      w->complete(ec);
      w->release();
    }
  }
  void drop_all() noexcept {
    while (waiter *w = pop()) {
      w->drop();
      w->release();
    }
  }

private:
  waiter *pop() noexcept {
    waiter *w = first_;
    if (w)
      first_ = w->next;
    return w;
  }
  waiter *first_ = nullptr;
};

template <class Handler> class waiter_for final : public waiter {
public:
  explicit waiter_for(Handler &&handler)
      : work_(net::prefer(net::get_associated_executor(handler),
                          net::execution::outstanding_work.tracked)),
        handler_(std::in_place, std::move(handler)) {}

  void complete(error_code ec) override {
    auto executor = std::move(work_);
    Handler handler = std::move(*handler_);
    handler_.reset();
    net::post(*executor, [handler = std::move(handler), ec]() mutable {
      std::move(handler)(ec);
    });
  }
  void drop() noexcept override {
    work_.reset();
    handler_.reset();
  }

private:
  using executor_type = std::decay_t<decltype(net::prefer(
      net::get_associated_executor(std::declval<Handler &>()),
      net::execution::outstanding_work.tracked))>;
  std::optional<executor_type> work_;
  std::optional<Handler> handler_;
};

struct never_keeps_waiting {
  bool operator()() const noexcept { return false; }
};

template <class Owner> auto &lock_of(Owner &owner) {
  if constexpr (requires { owner.group->lock; })
    return owner.group->lock;
  else
    return owner.lock;
}

/// Waits until `ready(owner)` or until `list(owner)` is completed. Owner has a
/// member `lock` and is counted. The waiter's own cancellation takes it out of
/// the list and completes it with operation_aborted.
///
/// The lock is the owner's `lock`, or that of its group for a task.
/// `keeps_waiting` is asked when a cancellation arrives; true ignores it.
template <class Owner, class Ready, class List, class Token,
          class KeepsWaiting = never_keeps_waiting>
auto async_wait_on(ref_ptr<Owner> owner, Ready ready, List list, Token &&token,
                   KeepsWaiting keeps_waiting = {}) {
  return net::async_initiate<Token, void(error_code)>(
      [](auto handler, ref_ptr<Owner> owner, Ready ready, List list,
         KeepsWaiting keeps_waiting) {
        using handler_type = std::decay_t<decltype(handler)>;
        auto slot = net::get_associated_cancellation_slot(handler);
        auto w = ref_ptr<waiter>::adopt(
            new waiter_for<handler_type>(std::move(handler)));
        if (slot.is_connected())
          slot.assign([w, owner, list,
                       keeps_waiting](net::cancellation_type type) mutable {
            if (type == net::cancellation_type::none || keeps_waiting())
              return;
            auto &guard = lock_of(*owner);
            guard.lock();
            const bool mine = list(*owner).unlink(*w);
            guard.unlock();
            if (mine) {
              w->complete(net::error::operation_aborted);
              w->release();
            }
          });
        auto &guard = lock_of(*owner);
        guard.lock();
        const bool done = ready(*owner);
        if (!done)
          list(*owner).link(*w);
        guard.unlock();
        if (done)
          w->complete({});
      },
      token, std::move(owner), std::move(ready), std::move(list),
      std::move(keeps_waiting));
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
