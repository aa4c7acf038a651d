// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens to one task: its start, its cancellation, its end.
#pragma once

#include <holdfast/detail/clock.hpp>
#include <holdfast/detail/context_record.hpp>
#include <holdfast/detail/group_state.hpp>

namespace holdfast::inline HOLDFAST_ABI::detail {

inline task_extra::task_extra() = default;
inline task_extra::~task_extra() = default;

inline task_node::task_node(group_state &owner, const net::any_io_executor &ex,
                            const spawn_options &options)
    : preserved(options.preserved), group(&owner), id(next_task_id()),
      site(options.site), started(record_time()) {
  if (ex != group->executor)
    own_executor = std::make_unique<const net::any_io_executor>(ex);
  if (!options.name.empty())
    need_extra().name = options.name;
  group->add_ref();
}

inline task_node::~task_node() = default;

inline const net::any_io_executor &task_node::executor() const noexcept {
  return own_executor ? *own_executor : group->executor;
}

inline void task_node::release() noexcept {
  if (refs.fetch_sub(1, std::memory_order_acq_rel) != 1)
    return;
  group_state *owner = group;
  if (recyclable) {
    this->~task_node();
    owner->give_block(this);
  } else {
    delete this;
  }
  owner->release();
}

inline bool task_node::start() noexcept {
  group->context->note_thread();
  if (cancel_requests.load(std::memory_order_acquire) != 0)
    return false;
  task_state expected = task_state::starting;
  state.compare_exchange_strong(expected, task_state::running);
  return true;
}

inline bool was_cancelled(const std::exception_ptr &error) noexcept {
  try {
    std::rethrow_exception(error);
  } catch (const system_error &e) {
    return e.code() == net::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

/// The task whose cancellation this thread is delivering.
inline task_node *&emitting() noexcept {
  thread_local task_node *node = nullptr;
  return node;
}

inline void task_node::finish(std::exception_ptr error,
                              bool abandoned) noexcept {
  const bool asked = cancel_requests.load(std::memory_order_acquire) != 0;
  task_state end = task_state::succeeded;
  if (abandoned)
    end = task_state::abandoned;
  else if (error)
    // In a shutdown a task may be ended by what an on_close hook has closed.
    end = was_cancelled(error) && (asked || group->is_going_down())
              ? task_state::cancelled
              : task_state::failed;
  if (payload)
    drop_payload(payload);
  payload = nullptr;
  // What Asio keeps in the slot refers to the task's executor, and that to this
  // node. Not from inside an emit(): it runs in there.
  ended = true;
  if (emitting() != this)
    signal.slot().clear();
  const bool report = end == task_state::failed &&
                      reports_at_once.load(std::memory_order_acquire);
  if (report && group->report(*this, error))
    return; // a handler that is a coroutine retires the task when it ends
  group->retire(*this, end, std::move(error), report);
}

inline bool task_node::request_cancel(std::string_view reason,
                                      net::cancellation_type type,
                                      std::source_location from) {
  {
    const std::lock_guard hold(group->lock);
    if (is_done(state.load(std::memory_order_relaxed)) || group->context_gone)
      return false;
    if (cancel_requests.load(std::memory_order_relaxed) != 255)
      cancel_requests.fetch_add(1, std::memory_order_release);
    task_extra &more = need_extra();
    if (more.cancel_site.line() == 0) {
      more.cancel_reason = reason;
      more.cancel_site = from;
      if (task_node *canceller = running_task())
        more.cancelled_by = canceller->id;
    }
  }
  net::dispatch(executor(),
                [node = node_ptr(this), type] { node->emit(type); });
  return true;
}

inline void task_node::emit(net::cancellation_type type) noexcept {
  // start() looks at the request itself.
  if (state.load(std::memory_order_relaxed) == task_state::starting)
    return;
  // A task that cancels itself before it has waited for anything, or is
  // cancelled by what it calls. When such a task ends, co_spawn of Asio 1.23
  // and newer awaits a post, which throws where the task has been cancelled:
  // that exception would leave run(), and nobody would hear of the task's end.
  if (first_turn() != this)
    return emit_now(type);
  try {
    net::post(executor(),
              [node = node_ptr(this), type] { node->emit_now(type); });
  } catch (...) {
    // As below.
  }
}

inline void task_node::emit_now(net::cancellation_type type) noexcept {
  try {
    if (ended)
      return;
    struct emitting_scope {
      task_node &node;
      task_node *outer = std::exchange(emitting(), &node);
      ~emitting_scope() {
        emitting() = outer;
        if (node.ended)
          node.signal.slot().clear();
      }
    };
    const emitting_scope scope{*this};
    deliver(type);
  } catch (...) {
    // An operation that cannot be cancelled goes on; shutdown() reports it.
  }
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
