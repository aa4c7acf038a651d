// RUN: %check %s holdfast-detached-task %t --option=Fix=none
//
// The same library under Boost's name, with the adapters that came later.

#include <boost/asio.hpp>

namespace asio = boost::asio;

asio::awaitable<void> tick();

void plain(asio::io_context &io) {
  asio::co_spawn(io, tick(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: work started by 'co_spawn' with 'detached' has no owner; its exception is swallowed [holdfast-detached-task]
}

void consigned(asio::io_context &io, std::shared_ptr<int> keep) {
  asio::co_spawn(io, tick(), asio::consign(asio::detached, keep));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void as_a_tuple(asio::io_context &io) {
  asio::co_spawn(io, tick(), asio::as_tuple(asio::detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}

void appended(asio::io_context &io) {
  asio::co_spawn(io, tick(), asio::append(asio::detached, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
  asio::co_spawn(io, tick(), asio::prepend(asio::detached, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'co_spawn' with 'detached' has no owner
}
