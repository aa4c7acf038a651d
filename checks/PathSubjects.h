// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What do the conditions of a function ask about, and where?
#pragma once

#include "checks/PathQuestion.h"

#include "clang/AST/Stmt.h"
#include "clang/Analysis/CFG.h"

#include <vector>

namespace holdfast {

/// A question, and who asks it.
struct AskedQuestion {
  PathQuestion Question;
  /// The blocks whose condition it is, and whether that is true where the
  /// answer is no.
  llvm::SmallVector<std::pair<const clang::CFGBlock *, bool>, 2> Blocks;
  /// How many switches have a case for it.
  unsigned Cases = 0;
};

/// What questions are about, where the same answer may be expected twice.
struct PathSubject {
  std::vector<AskedQuestion> Questions;
  /// The blocks that end in a switch over it.
  llvm::SmallVector<const clang::CFGBlock *, 1> Switches;
  /// The variables that it names.
  llvm::SmallVector<const clang::ValueDecl *, 4> Names;
  /// The variable that it is nothing but.
  const clang::ValueDecl *Flag = nullptr;
  /// Some statement sets that variable to a constant.
  bool SetToConstant = false;

  /// How many blocks ask about it.
  size_t timesAsked() const;
};

std::vector<PathSubject> subjectsIn(const clang::CFG &Cfg,
                                    const clang::ASTContext &Ctx);

/// The cases of \p Switch, if each is one value.
std::optional<llvm::SmallVector<int64_t, 8>>
casesOf(const clang::SwitchStmt &Switch, const clang::ASTContext &Ctx);

/// The variable that \p S assigns to or declares, if it plainly does; \p Value
/// becomes what it gets, or nullptr.
const clang::ValueDecl *changedBy(const clang::Stmt &S,
                                  const clang::Expr *&Value);

} // namespace holdfast
