// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The places in several libraries at which a callable's result is thrown away.
#pragma once

#include "libraries/bs_thread_pool.h"
#include "libraries/folly.h"
#include "libraries/seastar.h"
#include "libraries/stdexec.h"
#include "libraries/winrt.h"

#include <memory>

namespace folly {
template <class Signature> class Function {
public:
  template <class F> Function(F);
};
template <class Signature> class FunctionRef {
public:
  template <class F> FunctionRef(F &&);
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
  template <class O, class M> DispatcherQueueHandler(O *, M) {}
  template <class O, class M>
  DispatcherQueueHandler(const std::shared_ptr<O> &, M) {}
};
struct DispatcherQueue {
  bool TryEnqueue(const DispatcherQueueHandler &) const;
  bool TryEnqueue(int priority, const DispatcherQueueHandler &) const;
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
namespace Windows::UI::Core {
struct DispatchedHandler {
  template <class F> DispatchedHandler(F);
  template <class O, class M> DispatchedHandler(O *, M);
};
} // namespace Windows::UI::Core
namespace Windows::Foundation {
template <class Args> struct EventHandler {
  template <class F> EventHandler(F);
  template <class O, class M> EventHandler(O *, M);
};
template <class Sender, class Args> struct TypedEventHandler {
  template <class F> TypedEventHandler(F);
  template <class O, class M> TypedEventHandler(O *, M);
};
} // namespace Windows::Foundation
template <class... Args> struct delegate {
  template <class F> delegate(F);
  template <class O, class M> delegate(O *, M);
};
} // namespace winrt

// PPL, as its vendor documents it.
namespace concurrency {
class task_group {
public:
  ~task_group() noexcept(false);
  template <class F> void run(const F &) const;
  template <class F> int run_and_wait(const F &) const;
};
class structured_task_group {
public:
  ~structured_task_group() noexcept(false);
  template <class F> int run_and_wait(const F &) const;
};
} // namespace concurrency
