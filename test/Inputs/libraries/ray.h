// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ray's C++ API.
#pragma once

#include <memory>

namespace ray {

template <class T> class ObjectRef {
public:
  ObjectRef(const ObjectRef &);
  ~ObjectRef();
  std::shared_ptr<T> Get() const;
};
template <class T> struct TaskCaller {
  ObjectRef<T> Remote();
};
template <class T> TaskCaller<T> Task(T (*)());

} // namespace ray
