// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What does a function template do with a callable that it was given? Read from
// the instantiated body, where every name is known.
#pragma once

#include "checks/TaskModel.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace holdfast {

class ParameterUses {
public:
  explicit ParameterUses(TaskModel &Model, unsigned Depth = 0)
      : Model(Model), Depth(Depth) {}

  /// True if \p Param, whose type was deduced, is called at least once, and if
  /// every use of it is a call whose value is thrown away, or hands it to a
  /// function that does the same. A use is also the one under another name: a
  /// reference, a copy, a capture. False on any doubt: it is stored, returned,
  /// compared, given to what cannot be seen, or the body was not parsed.
  bool discarded(const clang::ParmVarDecl &Param);

private:
  void statement(const clang::Stmt *S, bool Dropped);
  void expression(const clang::Expr &E, bool Dropped);
  void lambda(const clang::LambdaExpr &L);
  /// True if \p E was a call of the callable, a hand-over or a harmless look.
  bool use(const clang::Expr &E, bool Dropped);
  void handedOver(const clang::Expr &Call, unsigned Index);
  bool names(const clang::Expr &E) const;

  TaskModel &Model;
  unsigned Depth;
  /// The parameter and its other names.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Names;
  unsigned Calls = 0;
  bool Refuted = false;
};

} // namespace holdfast
