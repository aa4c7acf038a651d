// RUN: %check %s holdfast-detached-task %t --asio --option=FixTier=safe
//
// The background tasks are safe for what owns all that it uses.

#include <asio.hpp>
// CHECK-FIXES: #include <holdfast/background.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> tick();
awaitable<void> use(int);

void a_call(asio::io_context &io) {
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
}

void a_copy(asio::io_context &io, int number) {
  co_spawn(io, [number]() -> awaitable<void> { co_await use(number); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn([number]() -> awaitable<void> { co_await use(number); });
}

// No owner keeps the variable.
void a_local(asio::io_context &io, int number) {
  co_spawn(io, [&]() -> awaitable<void> { co_await use(number); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'number' (captured by reference)
}
