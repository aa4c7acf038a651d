// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t.4 --option=Fix=none --check-suffix=BOTH,V4 -- -DBOOST_THREAD_VERSION=4
// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t.2 --option=Fix=none --check-suffix=BOTH,V2 -- -DBOOST_THREAD_VERSION=2
//
// Boost.Thread and Boost.Fiber 1.81, on their own headers. The version of
// Boost.Thread decides what the destructor of a thread does.

#include <boost/fiber/all.hpp>
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/scoped_thread.hpp>

#include <utility>

int work();
void run();

void threads() {
  boost::thread{run};
  // CHECK-MESSAGES-V4: :[[@LINE-1]]:3: warning: temporary 'boost::thread' is dropped; std::terminate is called here (boost::thread is still joinable) [holdfast-discarded-task]
  // CHECK-MESSAGES-V2: :[[@LINE-2]]:3: warning: temporary 'boost::thread' is dropped; the work runs on with no owner and its error ends the process [holdfast-discarded-task]
  boost::scoped_thread<>{boost::thread(run)};
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: temporary 'boost::scoped_thread' is dropped; the caller blocks here until the work is done (the destructor of the boost::scoped_thread of 'boost::scoped_thread' waits) [holdfast-discarded-task]
  boost::strict_scoped_thread<>{boost::thread(run)};
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: temporary 'boost::strict_scoped_thread' is dropped; the caller blocks here until the work is done (the destructor of the boost::strict_scoped_thread of 'boost::strict_scoped_thread' waits) [holdfast-discarded-task]
}

void let_go(boost::thread &thread, boost::fibers::fiber &fiber) {
  thread.detach();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: 'detach' leaves the work of this boost::thread without an owner; its exception ends the process [holdfast-detached-task]
  boost::thread(run).detach();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: 'detach' leaves the work of this boost::thread without an owner; its exception ends the process [holdfast-detached-task]
  fiber.detach();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: 'detach' leaves the work of this boost::fibers::fiber without an owner; its exception ends the process [holdfast-detached-task]
}

void futures(boost::promise<int> &promise) {
  boost::async(work);
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  boost::async(boost::launch::async, work);
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  boost::async(boost::launch::deferred, work);
  // CHECK-MESSAGES-V4: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the work never starts (boost::future is lazy) [holdfast-discarded-task]
  // CHECK-MESSAGES-V2: :[[@LINE-2]]:3: warning: task returned by 'async' is dropped; the work never starts (boost::unique_future is lazy) [holdfast-discarded-task]
  promise.get_future();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: task returned by 'get_future' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
}

#if BOOST_THREAD_VERSION == 4
void packaged(boost::packaged_task<int()> &task) {
  task.get_future();
  // CHECK-MESSAGES-V4: :[[@LINE-1]]:3: warning: task returned by 'get_future' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  boost::async(work).then([](boost::future<int>) {});
  // CHECK-MESSAGES-V4: :[[@LINE-1]]:3: warning: task returned by 'then' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
}
#endif

boost::shared_future<int> shared();

void fibers(boost::fibers::promise<int> &promise) {
  boost::fibers::fiber{run};
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: temporary 'boost::fibers::fiber' is dropped; std::terminate is called here (boost::fibers::fiber is still joinable) [holdfast-discarded-task]
  boost::fibers::async(work);
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: task returned by 'async' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  boost::fibers::async(work).share();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: task returned by 'share' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  promise.get_future();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: task returned by 'get_future' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  shared();
  // CHECK-MESSAGES-BOTH: :[[@LINE-1]]:3: warning: task returned by 'shared' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
}

void silent(boost::thread &thread, boost::fibers::fiber &fiber) {
  thread.join();
  fiber.join();
  boost::thread(run).join();
  boost::scoped_thread<> named{boost::thread(run)};
  boost::async(work).get();
  boost::async(work).wait();
  boost::fibers::async(work).get();
  auto future = boost::async(work);
  future.get();
  boost::thread_group group;
  group.create_thread(run);
  group.add_thread(new boost::thread(run));
  group.join_all();
  boost::thread();
  boost::this_thread::yield();
}
