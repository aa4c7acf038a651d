// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One walk over the code that the user wrote, template instantiations included,
// that answers "whose value is thrown away here?".
//
// AST matchers see parents through a map of the whole translation unit, system
// headers included; this walk carries the way down with it and never enters a
// system header.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/ArrayRef.h"

namespace holdfast {

/// How a value is thrown away.
enum class Discard {
  /// The value of a statement, a comma's left side, a loop's increment.
  Silent,
  /// `(void)f()`, `static_cast<void>(f())`.
  VoidCast,
  /// `std::ignore = f()`.
  StdIgnore,
  /// `[[maybe_unused]] auto t = f()` or `auto _ = f()`, never named again.
  Placeholder,
  /// By the function that was given the callable which returns it.
  InCallee,
  /// It had a name, and dies later: on some path, or by an assignment.
  Late,
};

/// Where in a function something stands.
struct Place {
  /// The innermost function; a closure's call operator inside a lambda. nullptr
  /// in an initialiser outside of functions.
  const clang::FunctionDecl *Function = nullptr;
  /// The statements around it, the function's body first, itself excluded.
  llvm::ArrayRef<const clang::Stmt *> Path;
  /// Written once, seen again for an instantiation.
  bool Instantiated = false;
  /// The whole expression or declaration whose value is thrown away.
  const clang::Stmt *Whole = nullptr;
  Discard How = Discard::Silent;
  /// In a closure that a test expects to throw: `assert_throws([] { f(); })`.
  bool MeantToThrow = false;

  /// True if a statement of class \p S is around it.
  template <class S> bool isInside() const {
    return llvm::any_of(Path,
                        [](const clang::Stmt *P) { return llvm::isa<S>(P); });
  }
  bool isInLoop() const;
  /// True if the function is a coroutine and this stands where it may await:
  /// not in a catch handler, whose exception would outlive the suspension.
  bool mayAwait() const;
};

/// Told about the user's code. What is written once in a template is told
/// first as written, then once for each instantiation.
class UserCodeListener {
public:
  virtual ~UserCodeListener() = default;
  /// The value of \p E is thrown away. Parentheses, casts, comma, `?:`, GNU
  /// statement expressions and std::move around it are looked through.
  virtual void onDiscard(const clang::Expr &E, const Place &Where) {}
  /// Every call and every construction of a class.
  virtual void onCall(const clang::Expr &E, const Place &Where) {}
  /// A declaration that carries one of the marks of <holdfast/annotations.hpp>.
  virtual void onMarked(const clang::NamedDecl &D) {}
  /// Every variable that a statement declares; the statement is `Whole`.
  virtual void onVariable(const clang::VarDecl &Var, const Place &Where) {}
  /// A function's body is behind; closures within were told before.
  virtual void onFunction(const clang::FunctionDecl &F, const Place &Where) {}
  virtual void onTry(const clang::CXXTryStmt &S, const Place &Where) {}
};

/// True for a variable called `_` or marked `[[maybe_unused]]` that nothing
/// names again: its value is told as a Discard::Placeholder.
bool isPlaceholder(const clang::VarDecl &Var);

/// Walks the traversal scope of \p Ctx, in the order of the source.
void walkUserCode(clang::ASTContext &Ctx, UserCodeListener &Listener);

/// True for code that nobody maintains by hand, which is never reported: the
/// output of moc, uic, protoc and the like, known by its file's name.
bool isGeneratedFile(llvm::StringRef Path);

} // namespace holdfast
