// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every header of a coroutine library here needs. The headers of this folder
// have the names and the shapes of a library, as the catalogue's rows speak of
// them, and no more; they are compiled, never run.
#pragma once

#include <coroutine>
#include <utility>

namespace mock {

template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

/// \p Initial says whether the coroutine is lazy.
template <class Task, class T, class Initial = std::suspend_always>
struct promise {
  Task get_return_object();
  Initial initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  template <class U> void return_value(U &&);
};

template <class Task, class Initial> struct promise<Task, void, Initial> {
  Task get_return_object();
  Initial initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};

/// A coroutine return type that gives its caller nothing to hold.
template <class Task> struct detached_promise {
  Task get_return_object();
  std::suspend_never initial_suspend() noexcept;
  std::suspend_never final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};

} // namespace mock
