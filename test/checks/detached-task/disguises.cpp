// RUN: %check %s holdfast-detached-task %t --asio --option=Fix=none
//
// The token `detached` in disguise: what counts is its type, not its spelling.

#include <asio.hpp>
#include <asio/experimental/append.hpp>
#include <asio/experimental/as_tuple.hpp>

using asio::awaitable;

awaitable<void> tick();

constexpr asio::detached_t nobody{};
void a_constant(asio::io_context &io) {
  asio::co_spawn(io, tick(), nobody);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: work started by 'co_spawn' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
}

void a_variable(asio::io_context &io) {
  auto token = asio::detached;
  asio::co_spawn(io, tick(), token);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void a_temporary(asio::io_context &io) {
  asio::co_spawn(io, tick(), asio::detached_t{});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void with_a_cancellation_slot(asio::io_context &io, asio::cancellation_signal &signal) {
  asio::co_spawn(io, tick(), asio::bind_cancellation_slot(signal.slot(), asio::detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void with_an_executor(asio::io_context &io) {
  asio::co_spawn(io, tick(), asio::bind_executor(io, asio::detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void with_an_allocator(asio::io_context &io) {
  asio::co_spawn(io, tick(), asio::bind_allocator(std::allocator<char>(), asio::detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void in_two_adapters(asio::io_context &io, asio::cancellation_signal &signal) {
  asio::co_spawn(io, tick(),
                 asio::bind_executor(
                     io, asio::bind_cancellation_slot(signal.slot(), asio::detached)));
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void as_a_tuple(asio::io_context &io) {
  asio::co_spawn(io, tick(), asio::experimental::as_tuple(asio::detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

#define LET_GO asio::detached
#define START(io, task) asio::co_spawn(io, task, asio::detached)
void a_macro(asio::io_context &io) {
  asio::co_spawn(io, tick(), LET_GO);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
  START(io, tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

// A wrapper passes on what it is given: who gives it has decided.
template <class Token> auto a_template(asio::io_context &io, Token &&token) {
  return asio::co_spawn(io, tick(), std::forward<Token>(token));
}
template <class Executor> void a_template_for_its_executor(Executor ex) {
  asio::co_spawn(ex, tick(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}
void instantiations(asio::io_context &io, asio::thread_pool &pool) {
  a_template(io, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: work started by 'a_template' with 'detached' has no owner
  auto waited_for = a_template(io, asio::use_future);
  waited_for.get();
  a_template(io, [](std::exception_ptr e) {
    if (e)
      std::rethrow_exception(e);
  });
  a_template_for_its_executor(io.get_executor());
  a_template_for_its_executor(pool.get_executor());
}

namespace net = asio;
void an_alias(net::io_context &io) {
  using net::co_spawn;
  using letting_go = net::detached_t;
  co_spawn(io, tick(), letting_go());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}
