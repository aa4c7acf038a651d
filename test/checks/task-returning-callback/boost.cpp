// RUN: %check %s holdfast-task-returning-callback %t --option=Fix=none -- -DBOOST_THREAD_VERSION=4
//
// Boost's own headers.

#include <boost/asio.hpp>
#include <boost/bind/bind.hpp>
#include <boost/function.hpp>
#include <boost/signals2.hpp>
#include <boost/thread.hpp>

namespace net = boost::asio;
net::awaitable<void> session();
net::awaitable<void> handle(int);
boost::future<int> eager();

void asio(net::io_context &io) {
  net::post(io, session);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'post' discards the task that 'session' returns; the coroutine never starts (boost::asio::awaitable is lazy)
  net::post(io, boost::bind(handle, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'post' discards the task that 'handle' returns
}

void others() {
  boost::function<void()> f = session;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'boost::function<void ()>' discards the task that 'session' returns
  boost::thread t(session);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'boost::thread' discards the task that 'session' returns
  t.join();
}

// A slot is an event's handler: a task that runs on by itself is meant.
void signals(boost::signals2::signal<void(int)> &signal) {
  signal.connect(handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'boost::signals2::slot<void (int)>' discards the task that 'handle' returns; the coroutine never starts
  signal.connect([](int) { return eager(); });
}
