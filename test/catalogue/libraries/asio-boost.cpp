// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --option=Fix=none --option=holdfast-detached-task.Fix=none --check-suffix=ALL
// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t.code --option=Fix=none --option=holdfast-detached-task.Fix=none --option=holdfast-detached-task.LostErrorCode=report --check-suffix=ALL,CODE
//
// Boost.Asio 1.81 (Asio 1.26), on its own headers.

#include <boost/asio.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>

#include <exception>
#include <utility>

namespace asio = boost::asio;
namespace ex = asio::experimental;
using boost::system::error_code;
using channel = ex::channel<void(error_code, int)>;

asio::awaitable<void> session();
asio::awaitable<int> count();
ex::coro<int> numbers(asio::any_io_executor);
void use(int);

void spawned(asio::io_context &ctx) {
  asio::co_spawn(ctx, session(), asio::detached);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: work started by 'co_spawn' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
  asio::co_spawn(ctx, session, asio::bind_executor(ctx, asio::detached));
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: work started by 'co_spawn' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
  asio::co_spawn(ctx, session(), asio::use_future);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'co_spawn' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  asio::co_spawn(ctx, session(), asio::use_awaitable);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'co_spawn' is dropped; the coroutine never starts (boost::asio::awaitable is lazy) [holdfast-discarded-task]
  asio::co_spawn(ctx, session(), asio::deferred);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'co_spawn' is dropped; the work never starts (boost::asio::deferred_async_operation is lazy) [holdfast-discarded-task]
  asio::co_spawn(ctx, session(), ex::use_promise);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'co_spawn' is dropped; the work is cancelled (boost::asio::experimental::promise cancels when it is destroyed) [holdfast-discarded-task]
  session();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'session' is dropped; the coroutine never starts (boost::asio::awaitable is lazy) [holdfast-discarded-task]
  numbers(ctx.get_executor());
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'numbers' is dropped; the coroutine never starts (boost::asio::experimental::coro is lazy) [holdfast-discarded-task]
}

void deferred_and_detached(asio::io_context &ctx) {
  asio::co_spawn(ctx, session(), asio::deferred)(asio::detached);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: work started by 'co_spawn' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
  auto later = asio::co_spawn(ctx, count(), asio::deferred);
  // gap: the message should name 'later'.
  std::move(later)(asio::detached);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: work started by 'move' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
  ex::make_parallel_group(asio::co_spawn(ctx, session(), asio::deferred),
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: work started by 'async_wait' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
                          asio::co_spawn(ctx, session(), asio::deferred))
      .async_wait(ex::wait_for_all(), asio::detached);
  ex::make_parallel_group(asio::co_spawn(ctx, session(), asio::deferred),
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'make_parallel_group' is dropped; the work never starts (boost::asio::experimental::parallel_group is lazy) [holdfast-discarded-task]
                          asio::co_spawn(ctx, session(), asio::deferred));
}

void operations(asio::ip::tcp::socket &socket, asio::steady_timer &timer,
                channel &queue, asio::io_context &ctx) {
  timer.async_wait(asio::use_future);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'async_wait' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'async_wait' is dropped; the coroutine never starts (boost::asio::awaitable is lazy) [holdfast-discarded-task]
  timer.async_wait(asio::deferred);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'async_wait' is dropped; the work never starts (boost::asio::deferred_async_operation is lazy) [holdfast-discarded-task]
  timer.async_wait(ex::use_promise);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'async_wait' is dropped; the work is cancelled (boost::asio::experimental::promise cancels when it is destroyed) [holdfast-discarded-task]
  asio::async_write(socket, asio::buffer("x"), asio::use_awaitable);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'async_write' is dropped; the coroutine never starts (boost::asio::awaitable is lazy) [holdfast-discarded-task]
  queue.async_send({}, 1, asio::use_awaitable);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'async_send' is dropped; the coroutine never starts (boost::asio::awaitable is lazy) [holdfast-discarded-task]
  queue.async_receive(asio::deferred);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'async_receive' is dropped; the work never starts (boost::asio::deferred_async_operation is lazy) [holdfast-discarded-task]
  asio::post(ctx, asio::use_future);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'post' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  asio::post(ctx, asio::use_awaitable);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'post' is dropped; the coroutine never starts (boost::asio::awaitable is lazy) [holdfast-discarded-task]
  asio::dispatch(ctx, asio::deferred);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: task returned by 'dispatch' is dropped; the work never starts (boost::asio::deferred_async_operation is lazy) [holdfast-discarded-task]
}

// An error code is lost here, which is the documented way to start what nobody
// waits for in several libraries. So only LostErrorCode reports it.
template <class Token> auto async_run(asio::steady_timer &timer, Token &&token) {
  return timer.async_wait(std::forward<Token>(token));
}

void error_codes(asio::ip::tcp::socket &socket, asio::steady_timer &timer,
                 channel &queue, asio::io_context &ctx) {
  timer.async_wait(asio::detached);
  // CHECK-MESSAGES-CODE: :[[@LINE-1]]:3: warning: the error code of 'async_wait' is lost with 'detached' [holdfast-detached-task]
  asio::async_write(socket, asio::buffer("x"), asio::detached);
  // CHECK-MESSAGES-CODE: :[[@LINE-1]]:3: warning: the error code of 'async_write' is lost with 'detached' [holdfast-detached-task]
  queue.async_send({}, 1, asio::detached);
  // CHECK-MESSAGES-CODE: :[[@LINE-1]]:3: warning: the error code of 'async_send' is lost with 'detached' [holdfast-detached-task]
  timer.async_wait(asio::deferred)(asio::detached);
  // CHECK-MESSAGES-CODE: :[[@LINE-1]]:3: warning: the error code of 'async_wait' is lost with 'detached' [holdfast-detached-task]
  timer.async_wait(asio::as_tuple(asio::bind_executor(ctx, asio::detached)));
  // CHECK-MESSAGES-CODE: :[[@LINE-1]]:3: warning: the error code of 'async_wait' is lost with 'detached' [holdfast-detached-task]
  async_run(timer, asio::detached);
  // CHECK-MESSAGES-CODE: :[[@LINE-1]]:3: warning: the error code of 'async_run' is lost with 'detached' [holdfast-detached-task]
  ex::make_parallel_group(timer.async_wait(asio::deferred),
  // CHECK-MESSAGES-CODE: :[[@LINE-1]]:3: warning: the error code of 'async_wait' is lost with 'detached' [holdfast-detached-task]
                          timer.async_wait(asio::deferred))
      .async_wait(ex::wait_for_all(), asio::detached);
}

asio::awaitable<void> silent(asio::io_context &ctx, asio::steady_timer &timer,
                             channel &queue) {
  using namespace ex::awaitable_operators;
  asio::co_spawn(ctx, session(), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
  asio::post(ctx, [] { use(1); });
  asio::post(ctx, asio::detached);
  timer.async_wait([](error_code) {});
  asio::co_spawn(ctx, session(), asio::use_future).get();
  co_await timer.async_wait(asio::use_awaitable);
  co_await (session() && session());
  co_await queue.async_send({}, 1, asio::use_awaitable);
  auto kept = asio::co_spawn(ctx, session(), ex::use_promise);
  use(co_await count());
}
