// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An owner that a class could be given: a member that is declared last.
//
// What is written follows from the class's definition alone, never from the
// call: each call site and each translation unit proposes the same member.
#pragma once

#include "checks/Owners.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <string>

namespace holdfast {

struct AddedOwner {
  /// The owner as if it were in scope already.
  OwnerInScope InScope;
  const clang::CXXRecordDecl *Class = nullptr;
  /// `holdfast::task_set tasks_{io_};`
  std::string Declaration;
  /// How a constructor builds the member from its argument: `tasks_(io)`.
  struct Initializer {
    const clang::CXXConstructorDecl *Constructor = nullptr;
    std::string Text;
  };
  /// One for each constructor; none where another member is enough.
  llvm::SmallVector<Initializer, 2> Initializers;
};

/// The member that could own tasks of type \p T which are started at \p Where.
///
/// nullopt on any doubt: where there is no class around, or only a `const`
/// member function, a constructor's initialiser or the destructor; where the
/// class is an aggregate, a union, local, or keeps itself alive
/// (`enable_shared_from_this`: an owner inside of what its tasks own); where it
/// is copied or moved or says how, since an owner is neither; where neither a
/// member, a base's included, is seen from which the owner can be built at
/// once, nor an argument of each constructor; of those, each must be defined in
/// the class's own file.
std::optional<AddedOwner> ownerToAdd(const Place &Where, const TaskType &T,
                                     TaskModel &Model);

} // namespace holdfast
