// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an owner that becomes the last member of a class can be built from.
#pragma once

#include "checks/TaskModel.h"

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/SmallVector.h"

#include <string>

namespace holdfast {

/// A data member, and the text that names its executor: `io_`,
/// `socket_.get_executor()`.
struct OwnerSource {
  const clang::FieldDecl *Field = nullptr;
  std::string Text;
};

/// A member of \p Class or of one of its bases that has an executor when the
/// owner is built; none where that is not sure.
OwnerSource memberWithExecutor(const clang::CXXRecordDecl &Class,
                               const TaskModel &Model);

/// The constructors that build the objects of \p Class, as they are defined in
/// its own file; none where one is defined elsewhere, which only some
/// translation units see. A constructor that delegates builds nothing itself.
llvm::SmallVector<const clang::CXXConstructorDecl *, 2>
constructorsOf(const clang::CXXRecordDecl &Class);

/// The only parameter of \p C that is an executor or a context, if an owner can
/// be built from it; or nullptr.
const clang::ParmVarDecl *executorAmong(const clang::CXXConstructorDecl &C,
                                        const TaskModel &Model);

} // namespace holdfast
