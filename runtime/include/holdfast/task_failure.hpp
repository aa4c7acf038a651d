// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a handler is told about a task whose exception nobody caught, and the
// handler that is used when nobody chose one.
#pragma once

#include <holdfast/config.hpp>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <source_location>
#include <string>
#include <string_view>
#include <variant>

namespace holdfast::inline HOLDFAST_ABI {

/// Identifies a task for as long as the process lives; never reused.
using task_id = std::uint64_t;

/// The text of an exception: what() of a std::exception, else a fixed text.
inline std::string describe(const std::exception_ptr &error) {
  try {
    if (error)
      std::rethrow_exception(error);
    return "no exception";
  } catch (const std::exception &e) {
    return e.what();
  } catch (...) {
    return "an exception that is not a std::exception";
  }
}

/// A task that ended with an exception.
///
/// Ownership: the handler owns what it is given; nothing of it is kept by the
/// group afterwards, so that a group never keeps a user's exception alive.
struct task_failure {
  std::exception_ptr exception;
  task_id id = 0;
  std::string name;  ///< empty when the task got none
  std::string group; ///< the group's name
  std::source_location site;

  std::string what() const { return describe(exception); }
};

/// Writes one line to stderr: the task, where it was spawned, what() it threw.
inline void report_to_stderr(const task_failure &failure) {
  const std::string name =
      failure.name.empty() ? std::string() : " '" + failure.name + "'";
  const std::string line =
      "holdfast: task #" + std::to_string(failure.id) + name + " spawned at " +
      failure.site.file_name() + ":" + std::to_string(failure.site.line()) +
      " in group '" + failure.group + "' failed: " + failure.what() + "\n";
  std::fputs(line.c_str(), stderr);
}

/// Says nothing. Choosing it is a decision that can be searched for.
inline void ignore_failures(const task_failure &) {}

/// What a group does with the exception of a task: a callable that takes a
/// `const task_failure &` and returns nothing or an awaitable<void>.
///
/// Threads: called on the executor of the task that failed, before the task
/// counts as done; a handler that is a coroutine keeps it counted until it
/// ends. Exceptions: what the handler throws is written to stderr.
class error_handler {
public:
  using plain = std::function<void(const task_failure &)>;
  using coroutine = std::function<net::awaitable<void>(const task_failure &)>;

  error_handler() : call_(plain(report_to_stderr)) {}

  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, error_handler> &&
             std::is_invocable_v<F &, const task_failure &>)
  error_handler(F &&handler) : call_(wrap(std::forward<F>(handler))) {}

  const plain *as_plain() const noexcept { return std::get_if<plain>(&call_); }
  const coroutine *as_coroutine() const noexcept {
    return std::get_if<coroutine>(&call_);
  }

private:
  template <class F> static std::variant<plain, coroutine> wrap(F &&handler) {
    using result = std::invoke_result_t<F &, const task_failure &>;
    static_assert(std::is_void_v<result> ||
                      std::is_same_v<result, net::awaitable<void>>,
                  "holdfast: an error handler returns nothing or an "
                  "awaitable<void>; what else it returned would be dropped");
    if constexpr (std::is_void_v<result>)
      return plain(std::forward<F>(handler));
    else
      return coroutine(std::forward<F>(handler));
  }

  std::variant<plain, coroutine> call_;
};

} // namespace holdfast::inline HOLDFAST_ABI
