// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies of task_node and group_state.
#pragma once

#include <holdfast/detail/context_record.hpp>
#include <holdfast/detail/group_state.hpp>
#include <holdfast/detail/task_executor.hpp>

#include <new>

namespace holdfast::inline HOLDFAST_ABI::detail {

// --- task_node ---

inline task_node::task_node(group_state &owner, net::any_io_executor ex,
                            const spawn_options &options)
    : preserved(options.preserved), group(&owner), executor(std::move(ex)),
      id(next_task_id()), site(options.site), started(std::chrono::steady_clock::now()) {
  if (!options.name.empty())
    need_extra().name = options.name;
  group->add_ref();
}

inline task_node::~task_node() = default;

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
    end = asked && was_cancelled(error) ? task_state::cancelled
                                        : task_state::failed;
  if (payload)
    payload->drop(*payload);
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
  net::dispatch(executor, [node = node_ptr(this), type] { node->emit(type); });
  return true;
}

inline void task_node::emit(net::cancellation_type type) noexcept {
  try {
    if (ended)
      return;
    task_node *const outer = std::exchange(emitting(), this);
    signal.emit(type);
    emitting() = outer;
    if (ended)
      signal.slot().clear();
  } catch (...) {
    // An operation that cannot be cancelled goes on; shutdown() reports it.
  }
}

// --- group_state ---

inline group_state::group_state(net::any_io_executor ex, std::string group_name)
    : executor(untraced(ex)),
      on_error(std::make_shared<const error_handler>()),
      context(net::use_service<context_service>(context_of(executor)).record()),
      name(std::move(group_name)),
      shared_name(std::make_shared<const std::string>(name)) {
  tasks.previous = tasks.next = &tasks;
  context->attach(*this);
  id = group_registry::instance().add(*this);
}

inline group_state::~group_state() {
  group_registry::instance().remove(*this);
  context->detach(*this);
  while (free_nodes) {
    void *block = free_nodes;
    free_nodes = *static_cast<task_node **>(block);
    ::operator delete(block);
  }
}

inline void *group_state::take_block() {
  {
    const std::lock_guard hold(lock);
    if (free_nodes) {
      void *block = free_nodes;
      free_nodes = *static_cast<task_node **>(block);
      --free_count;
      return block;
    }
  }
  return ::operator new(sizeof(task_node));
}

inline void group_state::give_block(void *block) noexcept {
  {
    const std::lock_guard hold(lock);
    if (free_count < max_free_nodes) {
      *static_cast<task_node **>(block) = free_nodes;
      free_nodes = static_cast<task_node *>(block);
      ++free_count;
      return;
    }
  }
  ::operator delete(block);
}

/// The chain is cut after some generations: a task that spawns its successor
/// and ends must not keep all of its ancestors.
inline void adopt_parent(task_node &node) noexcept {
  task_node *parent = running_task();
  if (!parent || parent->ancestors >= 15)
    return;
  node.ancestors = parent->ancestors + 1;
  node.parent = node_ptr(parent);
}

template <class Node>
ref_ptr<Node> group_state::admit(net::any_io_executor ex,
                                 const spawn_options &options,
                                 trace_level traced) {
  ref_ptr<Node> node;
  if constexpr (std::is_same_v<Node, task_node>) {
    void *block = take_block();
    try {
      node = ref_ptr<Node>::adopt(new (block) task_node(*this, std::move(ex), options));
    } catch (...) {
      give_block(block);
      throw;
    }
    node->recyclable = true;
  } else {
    node = ref_ptr<Node>::adopt(new Node(*this, std::move(ex), options));
  }
  if (traced != trace_level::off) {
    node->traced = true;
    node->timed = traced == trace_level::full;
    adopt_parent(*node);
  }
  {
    const std::lock_guard hold(lock);
    if (!closed && !context_gone) {
      node->add_ref();
      node->linked = true;
      node->previous = tasks.previous;
      node->next = &tasks;
      tasks.previous->next = node.get();
      tasks.previous = node.get();
      ++stats.spawned;
      if (++stats.active > stats.peak)
        stats.peak = stats.active;
      return node;
    }
    ++stats.rejected;
  }
  node = {};
  // Destructors that run while a context dies may spawn: they must not throw.
  if (!context_gone)
    throw group_closed(name);
  return node;
}

inline void
group_state::check_fatal(const std::exception_ptr &error) noexcept {
  std::shared_ptr<const fatal_rule> rule;
  {
    const std::lock_guard hold(lock);
    rule = fatal;
  }
  try {
    if (rule && rule->test(error))
      rule->begin(*this);
  } catch (...) {
    report_broken_handler(std::current_exception());
  }
}

inline void group_state::report_now(task_node &node,
                                    const std::exception_ptr &error) noexcept {
  try {
    if (!error)
      return;
    std::shared_ptr<const error_handler> handler;
    task_failure failure = failure_of(node, error, handler);
    tell(handler, std::move(failure), node.executor);
  } catch (...) {
    report_broken_handler(std::current_exception());
  }
}

inline void group_state::report_item(const std::exception_ptr &error,
                                     std::string_view task_name,
                                     std::source_location from) noexcept {
  try {
    task_failure failure;
    failure.exception = error;
    failure.id = running_task() ? running_task()->id : 0;
    failure.name = task_name;
    failure.group = name;
    failure.site = from;
    std::shared_ptr<const error_handler> handler;
    {
      const std::lock_guard hold(lock);
      handler = on_error;
    }
    tell(handler, std::move(failure), executor);
  } catch (...) {
    report_broken_handler(std::current_exception());
  }
}

inline void
group_state::tell(const std::shared_ptr<const error_handler> &handler,
                  task_failure failure, const net::any_io_executor &on) {
  if (const auto *plain = handler->as_plain()) {
    (*plain)(failure);
    return;
  }
  net::co_spawn(on, call_handler(handler, std::move(failure)),
                [owner = group_ptr(this)](std::exception_ptr broken) {
                  if (broken)
                    owner->report_broken_handler(broken);
                });
}

inline task_failure
group_state::failure_of(task_node &node, const std::exception_ptr &error,
                        std::shared_ptr<const error_handler> &handler) const {
  task_failure failure;
  failure.exception = error;
  failure.id = node.id;
  failure.group = name;
  failure.site = node.site;
  const std::lock_guard hold(lock);
  handler = on_error;
  if (node.extra)
    failure.name = node.extra->name;
  return failure;
}

inline net::awaitable<void>
group_state::call_handler(std::shared_ptr<const error_handler> handler,
                          task_failure failure) {
  co_await (*handler->as_coroutine())(failure);
}

inline bool group_state::report(task_node &node,
                                const std::exception_ptr &error) noexcept {
  try {
    std::shared_ptr<const error_handler> handler;
    task_failure failure = failure_of(node, error, handler);
    if (const auto *plain = handler->as_plain()) {
      (*plain)(failure);
      return false;
    }
    run_async_handler(node, std::move(handler), std::move(failure));
    return true;
  } catch (...) {
    report_broken_handler(std::current_exception());
    return false;
  }
}

inline void
group_state::report_broken_handler(const std::exception_ptr &error) noexcept {
  std::fprintf(stderr, "holdfast: the error handler of group '%s' threw: %s\n",
               name.c_str(), describe(error).c_str());
}

inline void group_state::run_async_handler(
    task_node &node, std::shared_ptr<const error_handler> handler,
    task_failure failure) {
  const std::exception_ptr original = failure.exception;
  net::co_spawn(node.executor,
                call_handler(std::move(handler), std::move(failure)),
                [node = node_ptr(&node), original](std::exception_ptr error) {
                  if (error)
                    node->group->report_broken_handler(error);
                  node->group->retire(*node, task_state::failed, original, true);
                });
}

inline void group_state::retire(task_node &node, task_state end,
                                std::exception_ptr error,
                                bool reported) noexcept {
  wait_list joined, drained, quiet;
  std::vector<std::pair<std::uint64_t, std::function<void()>>> callbacks;
  if (node.keeps_outcome && error)
    node.keep(error);
  if (node.traced)
    log_end(node, end, error);
  bool late = false;
  const bool asked = node.cancel_requests.load(std::memory_order_relaxed) != 0;
  {
    const std::lock_guard hold(lock);
    node.state.store(end, std::memory_order_release);
    if (node.extra) {
      wait_list taken = node.extra->waiters.take();
      joined.swap(taken);
      callbacks.swap(node.extra->on_done);
    }
    switch (end) {
    case task_state::succeeded:
      ++stats.succeeded;
      if (asked)
        ++stats.swallowed;
      break;
    case task_state::failed:
      ++stats.failed;
      break;
    case task_state::cancelled:
      ++stats.cancelled;
      break;
    default:
      ++stats.abandoned;
      break;
    }
    node.previous->next = node.next;
    node.next->previous = node.previous;
    node.linked = false;
    // Its handle was let go between the report's time and now.
    late = end == task_state::failed && !reported &&
           node.reports_at_once.load(std::memory_order_acquire);
    exempt -= node.exempt;
    if (--stats.active <= exempt) {
      wait_list taken = quiet_waiters.take();
      quiet.swap(taken);
    }
    if (stats.active == 0) {
      wait_list taken = idle_waiters.take();
      drained.swap(taken);
    }
  }
  for (auto &[id, callback] : callbacks) {
    try {
      callback();
    } catch (...) {
      std::fprintf(stderr, "holdfast: a callback of task #%llu threw: %s\n",
                   static_cast<unsigned long long>(node.id),
                   describe(std::current_exception()).c_str());
    }
  }
  if (late)
    report_now(node, error);
  if (end == task_state::failed)
    check_fatal(error);
  error = nullptr;
  joined.complete_all();
  drained.complete_all();
  quiet.complete_all();
  node.release(); // the list's count
}

inline void group_state::log_end(const task_node &node, task_state end,
                                 const std::exception_ptr &error) noexcept {
  try {
    ended_task record;
    record.id = node.id;
    record.parent = node.parent ? node.parent->id : 0;
    record.group = shared_name;
    record.site = node.site;
    record.state = end;
    record.started = node.started;
    record.ended = std::chrono::steady_clock::now();
    if (end == task_state::failed)
      record.error = describe(error);
    if (node.has_extra.load(std::memory_order_acquire)) {
      const std::lock_guard hold(lock);
      record.name = node.extra->name;
      record.cancelled_by = node.extra->cancelled_by;
      record.cancel_reason = node.extra->cancel_reason;
      record.cancel_site = node.extra->cancel_site;
    }
    ended_tasks().add(std::move(record), node.preserved);
  } catch (...) {
    // Without memory there is no record; the task ends all the same.
  }
}

inline std::vector<node_ptr> group_state::snapshot() const {
  const std::lock_guard hold(lock);
  std::vector<node_ptr> nodes;
  nodes.reserve(stats.active);
  for (list_hook *at = tasks.previous; at != &tasks; at = at->previous)
    nodes.emplace_back(static_cast<task_node *>(at));
  return nodes;
}

inline std::size_t group_state::cancel_all(std::string_view reason,
                                           net::cancellation_type type,
                                           std::source_location from) {
  std::size_t asked = 0;
  for (const node_ptr &node : snapshot())
    asked += node->request_cancel(reason, type, from);
  return asked;
}

inline void group_state::say_left(const char *what) noexcept {
  std::string text;
  {
    const std::lock_guard hold(lock);
    if (stats.active == 0)
      return;
    text = "holdfast: " + std::to_string(stats.active) + " task(s) of group '" +
           name + "' " + what + "\n";
    std::size_t shown = 0;
    for (list_hook *at = tasks.next; at != &tasks && shown < 10;
         at = at->next, ++shown) {
      const task_node &node = *static_cast<task_node *>(at);
      text += "holdfast:   task #" + std::to_string(node.id);
      if (node.extra && !node.extra->name.empty())
        text += " '" + node.extra->name + "'";
      text += std::string(" spawned at ") + node.site.file_name() + ":" +
              std::to_string(node.site.line()) + "\n";
    }
    if (stats.active > shown)
      text += "holdfast:   and " + std::to_string(stats.active - shown) +
              " more\n";
  }
  std::fputs(text.c_str(), stderr);
}

inline void group_state::context_is_going() noexcept {
  wait_list idle, quiet, ended;
  {
    const std::lock_guard hold(lock);
    context_gone = true;
    wait_list taken = idle_waiters.take();
    idle.swap(taken);
    wait_list taken_quiet = quiet_waiters.take();
    quiet.swap(taken_quiet);
    wait_list taken_ended = shutdown_waiters.take();
    ended.swap(taken_ended);
  }
  idle.drop_all();
  quiet.drop_all();
  ended.drop_all();
  signals.reset();
  say_left("are abandoned: their execution context is being destroyed");
}

inline void group_state::attach_to(group_state &above) {
  const std::lock_guard hold(above.lock);
  above.children.push_back(this);
  parent = group_ptr(&above);
  on_error = above.on_error;
}

inline void group_state::stop_signals() noexcept {
  std::unique_ptr<net::signal_set> gone;
  const std::lock_guard hold(lock);
  gone.swap(signals);
}

inline void group_state::owner_is_gone() noexcept {
  if (parent) {
    const std::lock_guard hold(parent->lock);
    std::erase(parent->children, this);
  }
  if (!context_gone)
    stop_signals();
  {
    const std::lock_guard hold(lock);
    closed = true;
    if (context_gone || stats.active == 0)
      return;
  }
  // The handler may refer to the owner, which is on its way out.
  set_handler(error_handler());
  say_left("were alive when it was destroyed; they are being cancelled");
  try {
    cancel_all("group destroyed", net::cancellation_type::terminal,
               std::source_location::current());
  } catch (const std::exception &e) {
    std::fprintf(stderr, "holdfast: cancelling them failed: %s\n", e.what());
  }
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
