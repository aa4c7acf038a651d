// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who throws away what a callable returns? Known from a row of the catalogue,
// from the signature of a wrapper, or from a body that can be seen.
#pragma once

#include "checks/Callables.h"
#include "checks/TaskModel.h"

#include "clang/AST/Expr.h"

#include <optional>
#include <string>

namespace holdfast {

/// One argument of a call whose result nobody gets.
struct Sink {
  /// As a message names it: `post`, `std::function<void ()>`.
  std::string Name;
  /// The callable, as it is written in the call.
  const clang::Expr *Argument = nullptr;
  /// The row, where there is one for a function.
  const catalogue::SinkRow *Row = nullptr;
  /// Keeps the callable and calls it for each event.
  bool Event = false;
  /// The callable does not outlive the call for long: a closure dies.
  bool Once = false;
};

/// The argument \p Index of a call of a function, a function object or a
/// constructor; nullptr behind the last.
const clang::Expr *argument(const clang::Expr &Call, unsigned Index);

/// If \p Call throws away what its argument \p Index returns when it is called,
/// the sink.
std::optional<Sink> sinkOf(const clang::Expr &Call, unsigned Index,
                           TaskModel &Model);

/// The same as far as the catalogue tells it; looks into no body.
std::optional<Sink> sinkByRow(const clang::Expr &Call, unsigned Index,
                              TaskModel &Model);

/// True if all that the body of \p Param's function does with \p Param is to
/// call it and to throw the result away, itself or in functions that it passes
/// it on to; never if it does neither.
bool onlyCallsAndDiscards(const clang::ParmVarDecl &Param, TaskModel &Model);

} // namespace holdfast
