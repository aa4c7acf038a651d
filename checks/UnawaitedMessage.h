// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a handle that had a name was dropped, in words.
#pragma once

#include "checks/HandleFlow.h"

#include "clang/AST/ASTContext.h"

#include <string>

namespace holdfast {

/// The drops of one handle, with what the function does with it otherwise.
struct DroppedHandle {
  const TrackedHandle *Handle = nullptr;
  /// As the function that made it changes the facts of its type.
  TaskType Type;
  /// What made the handle of the first drop; nullptr where that is not known.
  const clang::Expr *Made = nullptr;
  llvm::ArrayRef<Mention> Uses;
  std::vector<HandleDrop> Drops;

  bool isConsumedSomewhere() const;
  /// Nothing is done with it before its scope ends.
  bool isLeftAlone() const;
};

/// The function that made the handle, or the handle's own name.
std::string producerOf(const DroppedHandle &D);

/// `task returned by 'flush' is kept in 't', which nothing uses; ...`.
std::string unawaitedText(const DroppedHandle &D, clang::ASTContext &Ctx);

/// `task kept in the member 'm' is never awaited by its class; ...`.
std::string forgottenText(const clang::FieldDecl &Field, const TaskType &T,
                          llvm::StringRef Producer);

/// `task returned by 'flush' is given to 'f', which ignores it; ...`.
std::string givenAwayText(const clang::Expr &Made, const TaskType &T,
                          const clang::FunctionDecl &To,
                          clang::ASTContext &Ctx);

/// `the end of the block drops it`, for a note at the place itself.
std::string dropText(const HandleDrop &Drop, const TrackedHandle &H);
clang::SourceLocation dropLocation(const HandleDrop &Drop);

/// `when this condition is true`, for a note at the branch.
std::string branchText(const BranchTaken &Branch);
clang::SourceLocation branchLocation(const BranchTaken &Branch);

} // namespace holdfast
