// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Without which names can a catalogue find nothing?
#pragma once

#include "checks/catalogue/Catalogue.h"

namespace holdfast::catalogue {

/// A name with which a finding can begin.
struct TaskName {
  /// Its identifiers, without inline namespaces: `asio`, `co_spawn`.
  llvm::SmallVector<std::string, 4> Words;
  /// It is a class, which no call finds by its arguments.
  bool Class = false;
  /// It is of no account unless the user's own code calls it: a function that
  /// returns nothing to anybody else.
  bool Called = false;
};

/// The names of all handles that are on, of all spawns, detachers, owners and
/// the like of \p Rows. Code that spells none of them whole gives the rows
/// nothing to report; sinks, executors and waits say something only about tasks
/// that come from one of these.
std::vector<TaskName> taskNames(const Catalogue &Rows);

} // namespace holdfast::catalogue
