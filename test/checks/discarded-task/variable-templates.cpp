// RUN: %check %s holdfast-discarded-task %t
//
// A partial specialization of a variable template that is a member of an explicitly
// instantiated class template made clang's visitor assert.

#include "cppcoro.h"

cppcoro::task<> flush();

template <class T> struct holder {
  template <class U> static const int value;
  template <class U> static const int value<U *>;
};
template <class T>
template <class U>
const int holder<T>::value<U *> = (flush(), 1);
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: task returned by 'flush' is dropped; {{.*}}
template struct holder<int>;
int read = holder<int>::value<int *>;

template <class T> const int simple = (flush(), 2);
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: task returned by 'flush' is dropped; {{.*}}
int readToo = simple<long>;
