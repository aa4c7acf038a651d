// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can be read of a class without instantiating anything: its members, also
// those of bases, and their bodies.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast {

/// The definition to read members from: the class's own, or that of the
/// template it comes from where it was never instantiated. nullptr if neither
/// can be seen.
const clang::CXXRecordDecl *definitionOf(const clang::CXXRecordDecl &R);

/// The first member \p Name of \p R or of a base of it.
const clang::NamedDecl *findMember(const clang::CXXRecordDecl &R,
                                   llvm::StringRef Name);

/// True if \p R or a base of it declares a member \p Name.
bool hasMember(const clang::CXXRecordDecl &R, llvm::StringRef Name);

/// The same as a function, also where it is a template.
const clang::FunctionDecl *memberFunction(const clang::CXXRecordDecl &R,
                                          llvm::StringRef Name);

/// The class that \p Name, a member type of \p R, stands for.
const clang::CXXRecordDecl *memberType(const clang::CXXRecordDecl &R,
                                       llvm::StringRef Name);

/// True if \p R has `operator co_await`, as a member or beside the class, or
/// the members of an awaiter.
bool hasAwaiterMembers(const clang::CXXRecordDecl &R);

/// The body of \p F, or of the template it was made from; nullptr if it is not
/// seen here.
const clang::Stmt *bodyOf(const clang::FunctionDecl *F);

/// What \p S names where it names something: a function, a variable, a member,
/// also a dependent one. Empty elsewhere.
std::string nameIn(const clang::Stmt &S);

template <class Predicate>
bool anyStatement(const clang::Stmt *S, const Predicate &Holds) {
  if (!S)
    return false;
  if (Holds(*S))
    return true;
  return llvm::any_of(S->children(), [&](const clang::Stmt *Child) {
    return anyStatement(Child, Holds);
  });
}

/// True if \p S or something inside it names \p Name.
bool mentions(const clang::Stmt *S, llvm::StringRef Name);

/// True if \p R stands in a system header.
bool isInSystemHeader(const clang::CXXRecordDecl &R);

} // namespace holdfast
