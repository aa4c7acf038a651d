// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an object holds: a coroutine, a pointer to something, or values alone.
#pragma once

#include "clang/AST/DeclCXX.h"

namespace holdfast {

enum class Refers { Nothing, Pointer, Coroutine };

/// What an object of \p R refers to, as its members show. A template's own
/// parameters are values: `T value;`.
Refers refersTo(const clang::CXXRecordDecl &R);

/// True for the templates whose objects share what they point to.
bool isSharedPointer(llvm::StringRef Name);

} // namespace holdfast
