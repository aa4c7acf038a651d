// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a group tells its error handler.
#pragma once

#include <holdfast/detail/group_state.hpp>
#include <holdfast/detail/task_executor.hpp>

namespace holdfast::inline HOLDFAST_ABI::detail {

inline void group_state::check_fatal(const std::exception_ptr &error) noexcept {
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
    tell(handler, std::move(failure), node.executor());
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

inline void
group_state::run_async_handler(task_node &node,
                               std::shared_ptr<const error_handler> handler,
                               task_failure failure) {
  const std::exception_ptr original = failure.exception;
  net::co_spawn(
      node.executor(), call_handler(std::move(handler), std::move(failure)),
      [node = node_ptr(&node), original](std::exception_ptr error) {
        if (error)
          node->group->report_broken_handler(error);
        node->group->retire(*node, task_state::failed, original, true);
      });
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
