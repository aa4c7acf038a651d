// RUN: %check %s holdfast-detached-task %t --asio
//
// g++ 12 destroys a closure twice that is a temporary beside `co_await`: the
// executor gets a name first.

#include <asio.hpp>
#include <string>
// CHECK-FIXES: #include <holdfast/background.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> use(std::string);
bool more();

awaitable<void> a_closure(std::string name) {
  co_spawn(co_await asio::this_coro::executor, [name]() -> awaitable<void> { co_await use(name); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: auto executor = co_await asio::this_coro::executor;
  // CHECK-FIXES: holdfast::background(executor).spawn([name]() -> awaitable<void> { co_await use(name); });
}

awaitable<void> called_at_once(std::string name) {
  while (more()) {
    co_spawn(co_await asio::this_coro::executor, [name]() -> awaitable<void> { co_await use(name); }(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: auto executor = co_await asio::this_coro::executor;
    // CHECK-FIXES: holdfast::background(executor).spawn([name]() -> awaitable<void> { co_await use(name); });
  }
}

awaitable<void> nothing_to_destroy() {
  co_spawn(co_await asio::this_coro::executor, [] { return use("a"); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(co_await asio::this_coro::executor).spawn([] { return use("a"); });
}

// Below, the text stays as it is.

awaitable<void> no_block(std::string name) {
  if (more())
    co_spawn(co_await asio::this_coro::executor, [name] { return use(name); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
}

awaitable<void> the_name_is_taken(std::string name, int executor) {
  co_spawn(co_await asio::this_coro::executor, [name] { return use(name); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
}

awaitable<void> two_of_them(std::string name) {
  co_spawn(co_await asio::this_coro::executor, [name] { return use(name); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  co_spawn(co_await asio::this_coro::executor, [name] { return use(name); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
}

awaitable<void> in_a_switch(std::string name, int which) {
  switch (which) {
  case 0:
    more();
    co_spawn(co_await asio::this_coro::executor, [name] { return use(name); }, detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    break;
  default:
    co_return;
  }
}
