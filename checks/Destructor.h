// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the destructor of a handle does to the work that it holds, as far as its
// body shows.
#pragma once

#include "checks/catalogue/Facts.h"

#include "clang/AST/DeclCXX.h"

namespace holdfast {

/// What can be seen of a destructor, its members' and its bases' included.
struct DropFacts {
  /// It destroys the coroutine, whatever else is true.
  bool Destroys = false;
  bool Joins = false;
  /// It asks the work to stop.
  bool Cancels = false;
  bool Terminates = false;
  /// It goes on with the coroutine.
  bool Resumes = false;
  /// Some part is not seen here, or what it does is decided at run time.
  bool Unsure = false;

  /// What becomes of running work; Unknown where something is unsure.
  Consequence ofRunning() const;
};

/// Reads the destructor of \p R. Conditions that only ask whether there is a
/// handle at all are taken as true, and `done()` as false: the work runs.
DropFacts dropFacts(const clang::CXXRecordDecl &R);

} // namespace holdfast
