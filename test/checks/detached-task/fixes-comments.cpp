// RUN: %check %s holdfast-detached-task %t --asio
//
// A comment behind the task stays, at the end of its line or before the token.

#include <asio.hpp>
// CHECK-FIXES: #include <holdfast/background.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> tick();

void at_the_end_of_a_line(asio::io_context &io) {
  // CHECK-MESSAGES: :[[@LINE+3]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(
  // CHECK-FIXES: tick()); // how often
  co_spawn(io,
           tick(), // how often
           detached);
}

void none(asio::io_context &io) {
  // CHECK-MESSAGES: :[[@LINE+3]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(
  // CHECK-FIXES: tick());
  co_spawn(io,
           tick(),
           detached);
}

void before_the_token(asio::io_context &io) {
  // CHECK-MESSAGES: :[[@LINE+3]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick()
  // CHECK-FIXES: /* nobody minds */);
  co_spawn(io, tick(),
           /* nobody minds */ detached);
}

void of_two_lines(asio::io_context &io) {
  // CHECK-MESSAGES: :[[@LINE+4]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(
  // CHECK-FIXES: tick() // how often
  // CHECK-FIXES: );
  co_spawn(io,
           tick(), // how often
                   // and why
           detached);
}

// No statement by itself.
void inside_of_another(asio::io_context &io, bool c) {
  // CHECK-MESSAGES: :[[@LINE+4]]:7: warning: {{.*}}has no owner
  // CHECK-FIXES: c ? holdfast::background(io).spawn(
  // CHECK-FIXES: tick() // how often
  // CHECK-FIXES: )
  c ? co_spawn(io,
               tick(), // how often
               detached)
    : void();
}
