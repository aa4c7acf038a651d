// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the members of a coroutine's promise say. `[dcl.fct.def.coroutine]` says
// what each of them does.
#pragma once

#include "checks/catalogue/Facts.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace holdfast {

/// The promise of the coroutine type \p R: its `promise_type`, or that of a
/// specialised std::coroutine_traits. nullptr if none is seen.
const clang::CXXRecordDecl *promiseOf(const clang::CXXRecordDecl &R,
                                      clang::ASTContext &Ctx);

/// What `unhandled_exception` of \p Promise does.
ErrorFate errorFate(const clang::CXXRecordDecl &Promise);

} // namespace holdfast
