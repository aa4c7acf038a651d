// RUN: %check %s holdfast-task-returning-callback %t --asio
//
// A post of a coroutine becomes a spawn of it: the owner keeps the callable, and
// so its captures, as long as the task runs.

#include <asio.hpp>
#include <holdfast/task_set.hpp>
#include <string>
// CHECK-FIXES: #include <holdfast/background.hpp>

using asio::awaitable;

awaitable<void> session();
awaitable<void> greet(std::string);

void a_coroutine(asio::io_context &io, std::string name) {
  asio::post(io, [name]() -> awaitable<void> { co_await greet(name); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' discards
  // CHECK-FIXES: holdfast::background(io).spawn([name]() -> awaitable<void> { co_await greet(name); });
}

void a_function(asio::thread_pool &pool) {
  asio::dispatch(pool.get_executor(), session);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'dispatch' discards
  // CHECK-FIXES: holdfast::background(pool.get_executor()).spawn(session);
}

void over_lines(asio::io_context &io) {
  asio::defer(io, // when there is time
              [] { return session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'defer' discards
  // CHECK-FIXES: holdfast::background(io).spawn( // when there is time
}

class Server {
public:
  explicit Server(asio::io_context &io) : io_(io), tasks_(io) {}
  void accepted() {
    asio::post(io_, [this] { return run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'post' discards
    // CHECK-FIXES: tasks_.spawn_on(io_, [this] { return run(); });
  }

private:
  awaitable<void> run();
  asio::io_context &io_;
  holdfast::task_set tasks_;
};

// Below, the text stays as it is.

awaitable<int> answer(int);
void another_shape(asio::io_context &io) {
  asio::post(asio::bind_executor(io, session));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'post' discards
  return asio::post(io, session);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'post' discards
}

#define POST(x) asio::post(io, x)
void in_a_macro(asio::io_context &io) {
  POST(session);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'post' discards
}

template <class Executor> void in_a_template(Executor ex) {
  asio::post(ex, session);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' discards
}
template void in_a_template(asio::any_io_executor);
