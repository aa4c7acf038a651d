// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How declarations are named: to the catalogue, and to people.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <string>

namespace holdfast {

/// The name under which the catalogue knows \p D: qualified, with a leading
/// `::`, without template arguments and without inline or anonymous namespaces,
/// so that `std::__cxx11::x` is `::std::x`. Enclosing functions are left out.
std::string catalogueName(const clang::NamedDecl &D);

/// The same without the leading `::`, as messages show it.
std::string displayName(const clang::NamedDecl &D);

/// What a reader would call the thing that \p E calls or constructs: `flush`,
/// `operator|`, the variable `q` in `q()`, `lambda` for a closure without a
/// name, `std::thread` for a constructor. Never empty.
std::string calleeName(const clang::Expr &E);

/// The function that \p E calls, where it is known: also for a dependent call
/// with a single candidate. nullptr for calls through pointers and objects.
const clang::FunctionDecl *calleeOf(const clang::Expr &E);

/// What a reader sees called: the function, or the variable that is a function
/// object, as the customization points of sender libraries are.
const clang::NamedDecl *namedCallee(const clang::Expr &E);

} // namespace holdfast
