// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A counted pointer to an object that keeps its own count: T has add_ref() and
// release(). One word, so that it fits into Asio's recycled blocks.
#pragma once

#include <holdfast/config.hpp>

#include <utility>

namespace holdfast::inline HOLDFAST_ABI::detail {

template <class T> class ref_ptr {
public:
  ref_ptr() = default;
  explicit ref_ptr(T *object) noexcept : object_(object) {
    if (object_)
      object_->add_ref();
  }
  ref_ptr(const ref_ptr &other) noexcept : ref_ptr(other.object_) {}
  ref_ptr(ref_ptr &&other) noexcept
      : object_(std::exchange(other.object_, nullptr)) {}
  ref_ptr &operator=(ref_ptr other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~ref_ptr() {
    if (object_)
      object_->release();
  }

  /// Takes over a count that the caller already holds.
  static ref_ptr adopt(T *object) noexcept {
    ref_ptr result;
    result.object_ = object;
    return result;
  }

  T *get() const noexcept { return object_; }
  T *operator->() const noexcept { return object_; }
  T &operator*() const noexcept { return *object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }

private:
  T *object_ = nullptr;
};

} // namespace holdfast::inline HOLDFAST_ABI::detail
