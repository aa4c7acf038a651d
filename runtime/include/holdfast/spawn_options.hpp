// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can be said about a task when it is spawned.
#pragma once

#include <holdfast/config.hpp>

#include <source_location>
#include <string_view>

namespace holdfast::inline HOLDFAST_ABI {

/// Given as the first argument of spawn() and start(). The name is copied. The
/// place is where the options are written, unless another is given.
///
/// The constructor is declared on purpose: g++ 12 destroys an aggregate
/// temporary twice when it stands in one expression with co_await.
struct spawn_options {
  spawn_options(
      std::string_view name = {},
      std::source_location site = std::source_location::current()) noexcept
      : name(name), site(site) {}
  spawn_options(const char *name, std::source_location site =
                                      std::source_location::current()) noexcept
      : name(name), site(site) {}
  explicit spawn_options(std::source_location site) noexcept : site(site) {}

  /// Keeps the record of this task when the ring of ended tasks is trimmed.
  spawn_options &preserve_record() noexcept {
    preserved = true;
    return *this;
  }

  std::string_view name;
  std::source_location site;
  bool preserved = false;
};

} // namespace holdfast::inline HOLDFAST_ABI
