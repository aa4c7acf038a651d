// RUN: %check %s holdfast-task-returning-callback %t --asio --option=Fix=none
//
// Asio's own headers: what posts, what completes, and what does neither.

#include <asio.hpp>
#include <functional>
#include <memory>

using asio::awaitable;

awaitable<void> session();
awaitable<std::size_t> answer(std::error_code, std::size_t);

void posted(asio::io_context &io, asio::thread_pool &pool) {
  asio::post(io, []() -> awaitable<void> { co_await session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' discards the task that this lambda returns; the coroutine never starts (asio::awaitable is lazy) [holdfast-task-returning-callback]
  asio::post(pool, session);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'post' discards the task that 'session' returns
  asio::dispatch(io.get_executor(), [] { return session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'dispatch' discards
  asio::defer(asio::make_strand(io), session);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'defer' discards
  asio::post(asio::bind_executor(io, session));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'post' discards the task that 'session' returns
  asio::post([] { return session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'post' discards
}

void handlers(asio::ip::tcp::socket &socket, asio::steady_timer &timer, std::string &buffer) {
  timer.async_wait([](std::error_code) -> awaitable<void> { co_await session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'async_wait' discards the task that this lambda returns; the coroutine never starts
  socket.async_read_some(asio::buffer(buffer), answer);
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'async_read_some' discards the task that 'answer' returns
  asio::async_read(socket, asio::buffer(buffer), [](auto error, auto size) { return answer(error, size); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'async_read' discards
  asio::async_write(socket, asio::buffer(buffer), std::bind(answer, std::placeholders::_1, std::placeholders::_2));
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'async_write' discards the task that 'answer' returns
  asio::co_spawn(socket.get_executor(), session(), [](std::exception_ptr) { return session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'co_spawn' discards the task that this lambda returns
}

void not_discarded(asio::io_context &io, asio::steady_timer &timer) {
  asio::co_spawn(io, [] { return session(); }, asio::detached);
  asio::co_spawn(io, session, [](std::exception_ptr) {});
  asio::post(io, [&io] { asio::co_spawn(io, session(), asio::detached); });
  timer.async_wait([](std::error_code) {});
  auto later = asio::post(io, asio::use_future);
}

template <class Executor> void in_a_template(Executor ex) {
  asio::post(ex, session);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' discards the task that 'session' returns
}
template void in_a_template(asio::any_io_executor);
template void in_a_template(asio::thread_pool::executor_type);
