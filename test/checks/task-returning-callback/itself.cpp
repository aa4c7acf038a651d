// RUN: %check %s holdfast-task-returning-callback %t
//
// A variable that is initialised with itself leads nowhere.

struct callback {
  callback();
  callback(const callback &);
  void operator()();
};
void take(callback);

void itself() {
  callback again = again;
  again();
  take(again);
  callback &other = other;
  other();
  take(other);
}
