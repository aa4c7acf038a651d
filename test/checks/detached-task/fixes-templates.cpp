// RUN: %check %s holdfast-detached-task %t --asio
//
// What is written once in a template is fixed once, also where its definition
// follows the code that instantiates it.

#include <asio.hpp>
// CHECK-FIXES: #include <holdfast/background.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> tick();

template <class T> class Server {
public:
  explicit Server(asio::io_context &io) : io_(io) {}
  void in_the_class() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: holdfast::background(io_).spawn(tick());
  }
  void outside();
  template <class U> void a_template(U);

private:
  asio::io_context &io_;
  T value_{};
};

template <class T> void function(asio::io_context &io, T);

void use(asio::io_context &io) {
  Server<int> server(io);
  server.in_the_class();
  server.outside();
  server.a_template(1);
  function(io, 1);
}

template <class T> void Server<T>::outside() {
  co_spawn(io_, [this]() -> awaitable<void> { co_await tick(); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io_).spawn([this]() -> awaitable<void> { co_await tick(); });
}

template <class T> template <class U> void Server<T>::a_template(U) {
  co_spawn(io_, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io_).spawn(tick());
}

template <class T> void function(asio::io_context &io, T) {
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: holdfast::background(io).spawn(tick());
}
