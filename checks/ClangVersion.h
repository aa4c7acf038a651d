// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What clang 22 knows and clang 19 does not.
#pragma once

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Version.h"

namespace holdfast {

/// Clang 19 ignores [[clang::coro_await_elidable]]; nothing of it is left in
/// what it parsed.
inline bool isAwaitElidable(const clang::CXXRecordDecl &R) {
#if CLANG_VERSION_MAJOR >= 20
  return R.hasAttr<clang::CoroAwaitElidableAttr>();
#else
  return false;
#endif
}

} // namespace holdfast
