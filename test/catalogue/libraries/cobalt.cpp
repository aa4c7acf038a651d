// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t -- -I %test/Inputs/libraries
//
// Boost.Cobalt's rows: promises run at once and cancel, tasks are lazy.

#include "libraries/cobalt.h"
// CHECK-FIXES: #include <boost/cobalt/run.hpp>

namespace cobalt = boost::cobalt;
namespace asio = boost::asio;

cobalt::promise<void> started();
cobalt::promise<int> counted();
cobalt::task<void> lazy();
cobalt::generator<int> numbers();
cobalt::detached fire();
cobalt::thread worker();

void handles() {
  started();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'started' is dropped; the coroutine is cancelled (boost::cobalt::promise cancels when it is destroyed)
  (void)counted();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'counted' is discarded by a cast to void; the coroutine is cancelled
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped; the coroutine never starts (boost::cobalt::task is lazy)
  worker();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'worker' is dropped; the work runs on with no owner and its error is lost
  started().ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'started' is dropped after 'ready'; the coroutine is cancelled
}

// Nothing begins before it is awaited, and what was moved in ends with it.
void joins(std::vector<cobalt::promise<void>> &all) {
  cobalt::join(started(), started());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'join' is dropped; the work is cancelled (boost::cobalt::detail::join_variadic_impl cancels
  cobalt::gather(lazy(), lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'gather' is dropped; the work is cancelled (boost::cobalt::detail::gather_variadic_impl cancels
  cobalt::race(started(), started());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'race' is dropped; the work is cancelled (boost::cobalt::detail::race_variadic_impl cancels
  cobalt::join(all);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'join' is dropped; the work is cancelled (boost::cobalt::detail::join_ranged_impl cancels
  cobalt::gather(all);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'gather' is dropped; the work is cancelled (boost::cobalt::detail::gather_ranged_impl cancels
  cobalt::race(all);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'race' is dropped; the work is cancelled (boost::cobalt::detail::race_ranged_impl cancels
}

asio::io_context &io();
void spawns() {
  cobalt::spawn(io(), lazy(), cobalt::use_op);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn' is dropped; the work never starts (boost::cobalt::op is lazy)
  cobalt::spawn(io(), lazy(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}work started by 'spawn' with 'detached' has no owner; its exception is swallowed
  cobalt::spawn(io(), lazy(), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn' is dropped; the work runs on with no owner
  cobalt::spawn(io(), lazy(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn' is dropped; the work never starts
  cobalt::spawn(io(), lazy(), asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'spawn' is dropped; the work never starts
  auto kept = cobalt::spawn(io(), lazy(), asio::use_future);
  kept.get();
}

void detaches() {
  +started();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'operator+' leaves the work of this boost::cobalt::promise without an owner; its exception leaves the event loop
  started().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this boost::cobalt::promise without an owner
  worker().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this boost::cobalt::thread without an owner; its exception is swallowed
  fire();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}coroutine 'fire' has no owner (boost::cobalt::detached gives nothing to hold); its exception leaves the event loop
}

cobalt::task<void> awaits() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: co_await lazy();
  co_await started();
  co_await cobalt::join(started(), started());
  co_await cobalt::spawn(io(), lazy(), cobalt::use_op);
  co_await lazy();
}

void owned(cobalt::wait_group &group) {
  started();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'started' is dropped;
  // CHECK-FIXES: group.push_back(started());
  // It takes promises and no tasks.
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
}

void silent() {
  cobalt::run(lazy());
  counted().get();
  worker().join();
  numbers();
}

int main() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'lazy' is dropped;
  // CHECK-FIXES: boost::cobalt::run(lazy());
}
