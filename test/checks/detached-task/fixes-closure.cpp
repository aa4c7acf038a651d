// RUN: %check %s holdfast-detached-task %t --asio
//
// A coroutine that is a lambda reads its captures from the closure. Where that is
// called at once, the closure is gone when the coroutine runs: the owner is handed
// the closure itself.

#include <asio.hpp>
// CHECK-FIXES: #include <holdfast/background.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> use(int);

void called_at_once(asio::io_context &io, int number) {
  co_spawn(io, [number]() -> awaitable<void> { co_await use(number); }(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn([number]() -> awaitable<void> { co_await use(number); });
}

void with_arguments(asio::io_context &io, int number) {
  co_spawn(io, [number](int more) -> awaitable<void> { co_await use(number + more); }(1), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
}

void without_captures(asio::io_context &io) {
  co_spawn(io, [](int number) -> awaitable<void> { co_await use(number); }(1), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn([](int number) -> awaitable<void> { co_await use(number); }(1));
}

void no_coroutine(asio::io_context &io, int number) {
  co_spawn(io, [number] { return use(number); }(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn([number] { return use(number); }());
}
