// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The places in several libraries at which a callable's result is thrown away.
#pragma once

#include "libraries/bs_thread_pool.h"
#include "libraries/folly.h"
#include "libraries/seastar.h"
#include "libraries/winrt.h"

namespace folly {
template <class Signature> class Function {
public:
  template <class F> Function(F);
};
template <class F> struct [[nodiscard]] ScopeGuard {
  ~ScopeGuard() noexcept {}
};
template <class F> ScopeGuard<F> makeGuard(F &&) { return {}; }
template <class Duration> class HHWheelTimerBase {
public:
  template <class F> void scheduleTimeoutFn(F, Duration);
};
struct EventBase {
  void runInEventBaseThread(Function<void()>) noexcept;
};
} // namespace folly

namespace seastar {
template <class Signature> class noncopyable_function {
public:
  template <class F> noncopyable_function(F);
};
} // namespace seastar

namespace winrt {
namespace Windows::System {
struct DispatcherQueueHandler {
  template <class F> DispatcherQueueHandler(F) {}
};
struct DispatcherQueue {
  bool TryEnqueue(const DispatcherQueueHandler &) const;
};
namespace Threading {
struct WorkItemHandler {
  template <class F> WorkItemHandler(F);
};
struct TimerElapsedHandler {
  template <class F> TimerElapsedHandler(F);
};
} // namespace Threading
} // namespace Windows::System
} // namespace winrt
