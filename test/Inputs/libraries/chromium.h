// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chromium's base.
#pragma once

namespace base {

template <class Signature> class OnceCallback {
public:
  OnceCallback(OnceCallback &&) noexcept;
  ~OnceCallback();
  void Run() &&;
};
using OnceClosure = OnceCallback<void()>;
template <class F> OnceClosure BindOnce(F &&);

class DelayedTaskHandle {
public:
  DelayedTaskHandle(DelayedTaskHandle &&) noexcept;
  ~DelayedTaskHandle();
  void CancelTask();
};
class SequencedTaskRunner {
public:
  bool PostTask(OnceClosure);
  DelayedTaskHandle PostCancelableDelayedTask(OnceClosure, int delay);
};

} // namespace base
