// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A data member that a class gets.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Diagnostic.h"

#include <optional>
#include <string>

namespace holdfast {

/// Declares \p Declaration, such as `holdfast::task_set tasks_{io_};`, on a
/// line of its own behind the last data member of \p Class, so that it is built
/// last and destroyed first. It has that member's access and indentation.
///
/// nullopt where the class has no data member, where the text may not be
/// edited, where more than a comment follows on that line, or where a
/// preprocessor line follows in the class, which might make another member the
/// last.
std::optional<clang::FixItHint> addLastMember(const clang::CXXRecordDecl &Class,
                                              llvm::StringRef Declaration,
                                              const clang::ASTContext &Ctx);

/// Initialises that member: appends \p Initializer, such as `tasks_(io)`, to
/// what \p Constructor initialises. nullopt where the constructor has no body
/// of its own in the class's text, is a function-try-block or a template, or
/// may not be edited.
std::optional<clang::FixItHint>
addLastInitializer(const clang::CXXConstructorDecl &Constructor,
                   llvm::StringRef Initializer, const clang::ASTContext &Ctx);

/// \p Word in the style in which \p Class names its data members: `tasks_`,
/// `m_tasks`, `_tasks`, `mTasks`, `Tasks` or `tasks`. The most frequent style
/// counts, of equal ones the first.
std::string nameLikeItsMembers(const clang::CXXRecordDecl &Class,
                               llvm::StringRef Word);

} // namespace holdfast
