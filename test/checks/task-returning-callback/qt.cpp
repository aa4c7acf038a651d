// RUN: %check %s holdfast-task-returning-callback %t -- -fPIC -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore -I/usr/include/x86_64-linux-gnu/qt6/QtConcurrent
//
// Qt's own headers. Slots and timers are handlers of events: a coroutine that
// runs by itself is meant there, one that never starts is not.

#include "cppcoro.h"
#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrent>
#include <optional>
#include "homemade.h"

using cppcoro::task;

task<> save();
/// A task that can be assigned.
struct Kept : home::lazy {
  Kept(int = 0);
};
Kept make_kept();
home::loose load();
QFuture<void> upload();
struct Window : QObject {
  task<> saved();
  home::loose loaded();
  void closed();
};

void slots_and_timers(QTimer &timer, Window &window) {
  QObject::connect(&timer, &QTimer::timeout, &window, [] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'connect' discards the task that this lambda returns; the coroutine never starts (cppcoro::task is lazy) [holdfast-task-returning-callback]
  QObject::connect(&timer, &QTimer::timeout, &window, &Window::saved);
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'connect' discards the task that 'saved' returns
  QObject::connect(&timer, &QTimer::timeout, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'connect' discards the task that 'save' returns
  QTimer::singleShot(0, &window, [&window]() -> task<> { co_await window.saved(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'singleShot' discards the task that this lambda returns
  timer.callOnTimeout(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'callOnTimeout' discards the task that 'save' returns
  QMetaObject::invokeMethod(&window, [] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'invokeMethod' discards the task that this lambda returns

  // A third argument says when, or is a place for the result.
  QMetaObject::invokeMethod(&window, [] { return save(); }, Qt::QueuedConnection);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'invokeMethod' discards the task that this lambda returns
  QMetaObject::invokeMethod(&window, &Window::saved, Qt::QueuedConnection);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'invokeMethod' discards the task that 'saved' returns
  std::optional<Kept> kept;
  QMetaObject::invokeMethod(&window, [] { return make_kept(); }, &*kept);
  QMetaObject::invokeMethod(&window, [] { return make_kept(); }, Qt::DirectConnection, &*kept);
  QMetaObject::invokeMethod(&window, [] { return make_kept(); }, Qt::DirectConnection);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'invokeMethod' discards the task that this lambda returns

  QObject::connect(&timer, &QTimer::timeout, &window, &Window::closed);
  QObject::connect(&timer, &QTimer::timeout, &window, &Window::loaded);
  QObject::connect(&timer, &QTimer::timeout, &window, []() -> home::loose { co_return; });
  QTimer::singleShot(0, &window, [] { return load(); });
  QTimer::singleShot(0, &window, [] { return upload(); });
}

void threads(QList<int> &list) {
  QThreadPool::globalInstance()->start([] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'std::function<void ()>' discards the task that this lambda returns
  (void)QThreadPool::globalInstance()->tryStart([] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'std::function<void ()>' discards the task that this lambda returns
  QThread *thread = QThread::create(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'create' discards the task that 'save' returns
  thread->start();
  QtConcurrent::blockingMap(list, [](int &) { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'blockingMap' discards the task that this lambda returns
}

void a_result_that_somebody_gets() {
  auto running = QtConcurrent::run([] { return 1; });
  running.waitForFinished();
}
