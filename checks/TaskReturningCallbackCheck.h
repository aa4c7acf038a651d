// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "checks/Sinks.h"
#include "checks/TaskCheck.h"

namespace holdfast {

/// Finds callables whose task is thrown away by whoever calls them.
///
/// Reports, at the callable, a lambda, coroutine or not, a function, a pointer
/// to one, a function object or what std::bind made of them, that returns a
/// task and is
/// - put into a wrapper whose signature returns nothing, such as
///   `std::function<void()>`: by construction, assignment, `emplace_back` or as
///   an argument;
/// - given to a function that the catalogue calls a sink: `post`, completion
///   handlers, `std::thread`, `std::for_each`, signals and timers;
/// - given to a function template that only calls it and throws the result
/// away,
///   as far as its body shows.
///
/// The message says what becomes of the task, and what it borrows where it runs
/// on.
///
/// Does not report:
/// - what is handed to a function that keeps, returns or awaits the callable or
///   its result, or whose body cannot be seen;
/// - a task that runs on by itself in a handler of events;
/// - fire-and-forget coroutines, which holdfast-detached-task reports;
/// - functions marked `HOLDFAST_SANCTIONED`, or sanctioned by the catalogue, on
///   either side of the call;
/// - callables that return a container of tasks;
/// - code of system headers and of generated files.
class TaskReturningCallbackCheck : public TaskCheck {
public:
  using TaskCheck::TaskCheck;

  void onCall(const clang::Expr &E, const Place &Where) override;

private:
  void reportCallback(const clang::Expr &Call, const Sink &S, const Callable &C,
                      const Place &Where);
};

} // namespace holdfast
