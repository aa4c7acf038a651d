// RUN: %check %s holdfast-unawaited-task %t --option=Fix=none -- -DBOOST_THREAD_VERSION=4
//
// As with std: an event that somebody waits for on one path need not be waited for on
// another; what async() returns must be.

#include <boost/fiber/all.hpp>
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>

int work();

void event(bool c, boost::promise<int> &promise) {
  auto future = promise.get_future();
  if (c)
    future.wait();
}
void event(bool c, boost::fibers::promise<int> &promise) {
  auto future = promise.get_future();
  if (c)
    future.wait();
}
void never_asked_for(boost::fibers::promise<void> &promise) {
  auto future = promise.get_future();
}

void result(bool c) {
  auto future = boost::fibers::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: task returned by 'async' is kept in 'future' and {{.*}}
  if (c)
    (void)future.get();
}
