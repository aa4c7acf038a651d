// RUN: %check %s holdfast-detached-task %t --asio --option=Fix=none
//
// A completion handler that never looks at the exception is `detached` in all
// but name.

#include <asio.hpp>
#include <cstdio>

using asio::awaitable;
using asio::co_spawn;

awaitable<void> tick();
awaitable<int> count();
void log(std::exception_ptr);
void finished();

void ignored(asio::io_context &io) {
  co_spawn(io, tick(), [](std::exception_ptr) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception of the work; its exception is swallowed{{.*}}[holdfast-detached-task]
  co_spawn(io, tick(), [](std::exception_ptr e) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
  co_spawn(io, tick(), [](std::exception_ptr) { finished(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
  co_spawn(io, tick(), [](std::exception_ptr e) { (void)e; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
  co_spawn(io, count(), [](std::exception_ptr, int n) { std::printf("%d", n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
  co_spawn(io, tick(), [](auto &&...) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
  co_spawn(io, tick(), [](auto) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
}

void ignored_by_a_named_handler(asio::io_context &io) {
  auto handler = [](std::exception_ptr) { finished(); };
  co_spawn(io, tick(), handler);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
}

struct Deaf {
  void operator()(std::exception_ptr) const { finished(); }
};
void ignored_by_a_class(asio::io_context &io) {
  co_spawn(io, tick(), Deaf{});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
}

void ignored_behind_an_adapter(asio::io_context &io, asio::cancellation_signal &signal) {
  co_spawn(io, tick(), asio::bind_cancellation_slot(signal.slot(), [](std::exception_ptr) {}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: completion handler of 'co_spawn' ignores the exception
}

void on_completion(std::exception_ptr);
struct Listens {
  void operator()(std::exception_ptr e) const { log(e); }
};
void looked_at(asio::io_context &io) {
  co_spawn(io, tick(), [](std::exception_ptr e) {
    if (e)
      std::rethrow_exception(e);
  });
  co_spawn(io, tick(), [](std::exception_ptr e) { log(e); });
  co_spawn(io, tick(), [](std::exception_ptr e) { [e] { log(e); }(); });
  co_spawn(io, tick(), [](auto e) { log(e); });
  co_spawn(io, count(), [](std::exception_ptr e, int) { log(e); });
  co_spawn(io, tick(), Listens{});
  co_spawn(io, tick(), on_completion);
  co_spawn(io, tick(), std::bind(log, std::placeholders::_1));
}
