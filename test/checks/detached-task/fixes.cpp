// RUN: %check %s holdfast-detached-task %t --asio
//
// The task goes to an owner that is in scope, else to the background tasks of
// its executor. The call keeps its shape.

#include <asio.hpp>
#include <string>
// CHECK-FIXES: #include <holdfast/background.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::ip::tcp;

awaitable<void> tick();
awaitable<void> session(tcp::socket socket);
awaitable<void> greet(std::string, int);

void an_execution_context(asio::io_context &io) {
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
}

awaitable<void> an_executor(tcp::acceptor acceptor) {
  auto executor = co_await asio::this_coro::executor;
  for (;;)
    co_spawn(executor, session(co_await acceptor.async_accept(asio::use_awaitable)), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(executor).spawn(session(co_await acceptor.async_accept(asio::use_awaitable)));
}

void an_expression(tcp::socket &socket) {
  asio::co_spawn(socket.get_executor(), tick(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(socket.get_executor()).spawn(tick());
}

void a_callable(asio::io_context &io) {
  co_spawn(io, [] { return tick(); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn([] { return tick(); });
}

void comments_between_arguments_stay(asio::io_context &io) {
  co_spawn(io, /* the greeting */ greet("hello", /* times */ 3), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn({{ ?}}/* the greeting */ greet("hello", /* times */ 3));
}

void a_comment_before_the_token_stays(asio::io_context &io) {
  co_spawn(io, tick(), /* nobody minds */ detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick() /* nobody minds */);
}

// Below, the text stays as it is.

#define START(io, task) asio::co_spawn(io, task, asio::detached)
void in_a_macro(asio::io_context &io) {
  START(io, tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
}

void an_adapter_with_an_effect(asio::io_context &io, asio::cancellation_signal &signal) {
  co_spawn(io, tick(), asio::bind_cancellation_slot(signal.slot(), detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
}

void a_handler_that_does_something_else(asio::io_context &io, int &count) {
  co_spawn(io, tick(), [&count](std::exception_ptr) { ++count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}ignores the exception
}
