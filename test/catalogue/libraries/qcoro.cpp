// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t --option=Fix=none -- -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/qcoro6
//
// QCoro 0.8 for Qt 6, on its own headers.

#include <QObject>
#include <QTimer>
#include <qcoro/qcorogenerator.h>
#include <qcoro/qcorotask.h>
#include <qcoro/qcorotimer.h>

#include <exception>

QCoro::Task<> flush();
QCoro::Task<int> fetch();
QCoro::Generator<int> numbers();
void use(int);

void reported() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'flush' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  (void)fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: task returned by 'fetch' is discarded by a cast to void; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  fetch().then(use);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'then' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
}

QCoro::Task<> awaits(QTimer &timer) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'flush' is dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  co_await timer;
}

class Page : public QObject {
public:
  QCoro::Task<> load();

  void silent() {
    QCoro::connect(load(), this, [] {});
    QCoro::waitFor(flush());
    fetch().then(use, [](const std::exception &) {});
    loading = load();
    numbers();
    QCoro::detail::runCoroutine(loop, start, flush());
  }

private:
  QCoro::Task<> loading = flush();
  QEventLoop loop;
  bool start = true;
};

QCoro::Task<int> returns() {
  co_await flush();
  co_return co_await fetch();
}
