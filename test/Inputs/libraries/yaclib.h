// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// YACLib.
#pragma once

namespace yaclib {

template <class V> struct [[nodiscard]] Result {
  V Ok() &&;
};
template <> struct [[nodiscard]] Result<void> {
  void Ok() &&;
};
struct IExecutor {};

template <class V, class E = int> class [[nodiscard]] Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  Result<V> Get() &&;
  bool Ready() const noexcept;
  template <class F> Future Then(F &&) &&;
  template <class F> Future ThenInline(F &&) &&;
  void Detach() && noexcept;
  template <class F> void DetachInline(F &&) &&;
};
template <class V, class E = int> class [[nodiscard]] FutureOn {
public:
  FutureOn(FutureOn &&) noexcept;
  ~FutureOn();
  Result<V> Get() &&;
  bool Ready() const noexcept;
  template <class F> FutureOn Then(F &&) &&;
  template <class F> FutureOn ThenInline(F &&) &&;
  void Detach() && noexcept;
  template <class F> void Detach(F &&) &&;
};
template <class V, class E = int> class [[nodiscard]] SharedFuture {
public:
  SharedFuture(const SharedFuture &) noexcept;
  ~SharedFuture();
  Result<V> Get() const &;
  template <class F> void SubscribeInline(F &&) const;
};
template <class V, class E = int> class [[nodiscard]] SharedFutureOn {
public:
  SharedFutureOn(const SharedFutureOn &) noexcept;
  ~SharedFutureOn();
  template <class F> void Subscribe(F &&) const;
};
template <class V, class E = int> class [[nodiscard]] Task {
public:
  Task(Task &&) noexcept;
  ~Task();
  Result<V> Get() &&;
  void Cancel() &&;
  void Detach() && noexcept;
  Future<V, E> ToFuture() && noexcept;
  template <class F> Task Then(F &&) &&;
};

template <class F> Future<void> Run(F &&);
template <class F> FutureOn<void> Run(IExecutor &, F &&);
template <class F> Task<void> Schedule(IExecutor &, F &&);
template <class F> void Submit(IExecutor &, F &&);

struct default_event {};
template <class Event = default_event> class WaitGroup {
public:
  explicit WaitGroup(unsigned count = 0);
  ~WaitGroup();
  template <class... V, class E> void Consume(Future<V, E> &&...) noexcept;
  template <class... V, class E> void Consume(FutureOn<V, E> &&...) noexcept;
  void Done() noexcept;
  void Wait() noexcept;
};

} // namespace yaclib
