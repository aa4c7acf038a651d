// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Can the body of a library's template lead to the user's own templates?
#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

namespace holdfast::driver {

/// Asks what an instantiation is made for. `std::vector<int>::push_back` and
/// `asio::post(ex, [] {...})` can call nothing that the parser has not read
/// already; `std::visit([](auto &x) {...}, v)` is what instantiates the user's
/// closure.
///
/// Not seen: a function template of the user's that only an argument-dependent
/// lookup inside the library finds, for a class that is no template itself.
class TemplateReach {
public:
  /// True if a template argument of \p D, or of a class around it, names
  /// - a generic closure, a template or a class with member templates of the
  ///   user's, or
  /// - something callable that returns an object, which may be a task: a check
  ///   may read what the library does with the result.
  bool leadsToUserCode(const clang::FunctionDecl &D);

private:
  bool leads(const clang::TemplateArgument &Argument);
  bool leads(clang::QualType T);
  bool leads(const clang::CXXRecordDecl &Record);

  llvm::DenseMap<const clang::Decl *, bool> Known;
};

} // namespace holdfast::driver
