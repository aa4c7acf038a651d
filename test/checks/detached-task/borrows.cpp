// RUN: %check %s holdfast-detached-task %t --asio --option=Fix=none
//
// The message says what the detached work borrows and may outlive.

#include <asio.hpp>
#include <span>
#include <string>
#include <string_view>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::ip::tcp;

asio::io_context io;
awaitable<void> by_value(std::string);
awaitable<void> by_reference(const std::string &);
awaitable<void> by_pointer(std::string *);
awaitable<void> by_view(std::string_view);
awaitable<void> by_rvalue(tcp::socket &&);

void values(std::string s) {
  co_spawn(io, by_value(s), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: work started by 'co_spawn' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
  co_spawn(io, by_value(std::move(s)), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; its exception is swallowed [holdfast-detached-task]
}

void reference(std::string s) {
  co_spawn(io, by_reference(s), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; its exception is swallowed; it borrows 's' (reference) and may outlive it [holdfast-detached-task]
}

void pointer(std::string s) {
  co_spawn(io, by_pointer(&s), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; it borrows 's' (pointer) and may outlive it
}

void view(std::string s) {
  co_spawn(io, by_view(s), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; it borrows 's' (view) and may outlive it
}

void rvalue(tcp::socket socket) {
  co_spawn(io, by_rvalue(std::move(socket)), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; it borrows 'socket' (reference) and may outlive it
}

void temporary() {
  co_spawn(io, by_reference("text"), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; it borrows a temporary (reference) and may outlive it
}

std::string global;
void of_static_storage() {
  static std::string local;
  co_spawn(io, by_reference(global), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; its exception is swallowed [holdfast-detached-task]
  co_spawn(io, by_reference(local), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; its exception is swallowed [holdfast-detached-task]
}

class Server {
  std::string name;
  awaitable<void> loop();
  static awaitable<void> shared(std::shared_ptr<Server>);

  void start() {
    co_spawn(io, loop(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}; it borrows 'this' and may outlive it
    co_spawn(io, by_reference(name), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}; it borrows 'this' and may outlive it
    co_spawn(io, [this] { return loop(); }, detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}; it borrows 'this' and may outlive it
  }
  void start(std::shared_ptr<Server> self) {
    co_spawn(io, shared(self), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}; its exception is swallowed [holdfast-detached-task]
    co_spawn(io, [self] { return self->loop(); }, detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}; its exception is swallowed [holdfast-detached-task]
  }
};

void captures(std::string a, std::string b) {
  co_spawn(io, [&a, b]() -> awaitable<void> { co_return; }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; it borrows 'a' (captured by reference) and may outlive it
  co_spawn(io, [&] { return by_value(a + b); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; it borrows 'a' (captured by reference), 'b' (captured by reference) and may outlive them
}

void closure_that_dies_first(std::string a) {
  co_spawn(io, [a]() -> awaitable<void> { co_return; }(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}; it borrows 'a' (captured by a closure that dies first) and may outlive it
}
