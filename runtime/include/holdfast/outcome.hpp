// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a task ended with, as a value, and several errors as one.
#pragma once

#include <holdfast/config.hpp>
#include <holdfast/task_failure.hpp>

#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace holdfast::inline HOLDFAST_ABI {

/// A result or an exception. An outcome<void> that has no error succeeded.
template <class T> class outcome {
  using stored = std::conditional_t<std::is_void_v<T>, char, T>;

public:
  /// The constructors are declared on purpose: see spawn_options.
  outcome() {}
  explicit outcome(std::exception_ptr error) : error_(std::move(error)) {}
  template <class U>
    requires(!std::is_void_v<T> && std::is_constructible_v<stored, U>)
  explicit outcome(std::in_place_t, U &&value)
      : value_(std::forward<U>(value)) {}

  bool ok() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return ok(); }
  const std::exception_ptr &error() const noexcept { return error_; }

  /// The result; throws the error in its place.
  T value() {
    if (error_)
      std::rethrow_exception(error_);
    if constexpr (!std::is_void_v<T>) {
      if (!value_)
        throw std::logic_error("an outcome without a value");
      return std::move(*value_);
    }
  }

private:
  std::optional<stored> value_;
  std::exception_ptr error_;
};

/// Several tasks failed. A single failure is thrown as it is, so that a catch
/// clause that was there before the tasks were still catches it.
class aggregate_error : public std::runtime_error {
public:
  explicit aggregate_error(std::vector<std::exception_ptr> errors)
      : std::runtime_error(text(errors)), errors_(std::move(errors)) {}
  const std::vector<std::exception_ptr> &errors() const noexcept {
    return errors_;
  }

private:
  static std::string text(const std::vector<std::exception_ptr> &errors) {
    std::string result = std::to_string(errors.size()) + " tasks failed";
    for (const std::exception_ptr &error : errors)
      result += "; " + describe(error);
    return result;
  }
  std::vector<std::exception_ptr> errors_;
};

namespace detail {
/// Throws one error as it is and more as an aggregate; nothing when empty.
inline void throw_errors(std::vector<std::exception_ptr> errors) {
  if (errors.size() == 1)
    std::rethrow_exception(errors.front());
  if (!errors.empty())
    throw aggregate_error(std::move(errors));
}
} // namespace detail

} // namespace holdfast::inline HOLDFAST_ABI
