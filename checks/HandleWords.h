// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The members of handles, holders and owners: which of them only look?
#pragma once

#include "checks/TaskModel.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace holdfast {

/// What a member function does to the handle that it is called on.
enum class MemberWord {
  Looks,
  /// Waits, and leaves the error where it is.
  Joins,
  /// Gives back a reference to the handle.
  Itself,
  /// Anything else: somebody knows of the work now.
  Takes,
};
MemberWord memberWord(const clang::CXXMethodDecl &Method, const TaskType &T);

/// True if \p Method waits with a time limit: it tells whether the work is
/// done, and may come back before it is.
bool isTimedWait(const clang::CXXMethodDecl &Method);

/// What a member function does to what a container, optional or smart pointer
/// holds.
enum class HolderWord { Looks, Adds, Replaces, Removes, Element, Other };
HolderWord holderWord(llvm::StringRef Name);

/// True if \p Method is how a task is given to an owner of the kind \p Row.
bool isOwnerAdd(const clang::CXXMethodDecl &Method,
                const catalogue::OwnerRow &Row);

/// What a condition says about a handle: it is empty, or its work is done,
/// where the condition is \p EmptyIf. nullopt for any other condition.
struct EmptyTest {
  const clang::ValueDecl *Handle = nullptr;
  bool EmptyIf = false;
  /// The test was for the end of the work, which only tells where it began by
  /// itself.
  bool Done = false;
  /// The test was a wait: of the error nobody has heard.
  bool Waited = false;
  /// The variable that was declared with the test's outcome, if it was one.
  const clang::VarDecl *Flag = nullptr;
};
std::optional<EmptyTest> emptyTest(const clang::Expr &Condition);

} // namespace holdfast
