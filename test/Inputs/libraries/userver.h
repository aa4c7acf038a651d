// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// userver.
#pragma once

#include <string>

namespace userver {

namespace engine {
class [[nodiscard]] Task {
public:
  Task(Task &&) noexcept;
  Task &operator=(Task &&) noexcept;
  ~Task();
  void Wait() const;
  bool IsFinished() const;
  void RequestCancel();
  void Detach() &&;
};
template <class T> class [[nodiscard]] TaskWithResult : public Task {
public:
  T Get();
};
class [[nodiscard]] SharedTask {
public:
  SharedTask(const SharedTask &) noexcept;
  ~SharedTask();
  void Wait() const;
};
template <class T> class [[nodiscard]] SharedTaskWithResult : public SharedTask {
public:
  T Get() const;
};
template <class F> [[nodiscard]] TaskWithResult<void> AsyncNoSpan(F &&);
template <class F> [[nodiscard]] TaskWithResult<void> CriticalAsyncNoSpan(F &&);
template <class F> [[nodiscard]] SharedTaskWithResult<void> SharedAsyncNoSpan(F &&);
void DetachUnscopedUnsafe(Task &&task);
} // namespace engine

namespace utils {
template <class F>
[[nodiscard]] engine::TaskWithResult<void> Async(std::string name, F &&);
template <class F>
[[nodiscard]] engine::SharedTaskWithResult<void> SharedAsync(std::string name, F &&);
} // namespace utils

namespace concurrent {
class BackgroundTaskStorageCore {
public:
  BackgroundTaskStorageCore();
  ~BackgroundTaskStorageCore();
  void Detach(engine::Task &&task);
  void CancelAndWait() noexcept;
};
class BackgroundTaskStorage {
public:
  template <class F> void AsyncDetach(std::string name, F &&);
};
} // namespace concurrent

} // namespace userver
