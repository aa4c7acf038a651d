// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --option=Fix=none --std=c++17,c++20 -- -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
//
// The futures of Qt 6.4, on its own headers.

#include <QFutureSynchronizer>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QtConcurrent>

int work();
int twice(const int &value);
void use(int);
void change(int &value);

class Page : public QObject {
public:
  QFuture<int> load();
  QFuture<void> save();

  void reported(QList<int> &list) {
    load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'load' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
    (void)QtConcurrent::run(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: task returned by 'run' is discarded by a cast to void; the work runs on with no owner and its error is lost [holdfast-discarded-task]
    QtConcurrent::task([] { return 1; }).spawn();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'spawn' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
    QtConcurrent::mapped(list, twice);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'mapped' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
    QtConcurrent::map(list, change);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'map' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
    load().then([](int value) { use(value); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'then' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
    QtConcurrent::run(work).then(this, [](int value) { use(value); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'then' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
    load().then([](int value) { use(value); }).onCanceled([] {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: task returned by 'onCanceled' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  }

  void silent(QList<int> &list) {
    load().result();
    load().waitForFinished();
    watcher.setFuture(load());
    synchronizer.addFuture(load());
    running = load();
    running.then([](int value) { use(value); }).waitForFinished();
    QtConcurrent::blockingMap(list, change);
    // The handler at the end sees the exception.
    load().then([](int value) { use(value); }).onFailed([] {});
    load().then([](int value) { use(value); }).onFailed(this, [] {});
    running.cancel();
    QFuture<void>();
  }

private:
  QFutureWatcher<int> watcher;
  QFutureSynchronizer<int> synchronizer;
  QFuture<int> running;
};
