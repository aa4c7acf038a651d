// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What does a function whose body can be seen do with the handle it is given?
#pragma once

#include "checks/TaskModel.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

namespace holdfast {

/// Answers for one translation unit, each question once.
class CalleeSummaries {
public:
  explicit CalleeSummaries(TaskModel &Model) : Model(Model) {}

  /// True if \p F, whose body is the user's own and can be seen, neither awaits
  /// nor stores nor passes on its parameter \p Index. A function that has no
  /// name for it, that is virtual or whose body is empty drops it on purpose.
  bool ignores(const clang::FunctionDecl &F, unsigned Index);

private:
  TaskModel &Model;
  llvm::DenseMap<const clang::ParmVarDecl *, bool> Known;
  unsigned Depth = 0;
};

} // namespace holdfast
