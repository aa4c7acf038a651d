// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One walk over the user's code for all checks of a translation unit: a check
// more costs its own questions, not another walk.
#pragma once

#include "checks/UserCode.h"

#include "clang/Lex/Preprocessor.h"

#include <memory>
#include <vector>

namespace holdfast {

class TaskCheck;

/// Tells each check what the walk comes by. Belongs to the checks of one
/// translation unit, which live on one thread.
class SharedWalk : public UserCodeListener {
public:
  /// The walk that the checks of the unit that \p PP reads share, with \p Check
  /// among its listeners. It lives as long as one of them holds it; \p Check
  /// must outlive the run.
  static std::shared_ptr<SharedWalk> join(TaskCheck &Check,
                                          const clang::Preprocessor &PP);

  explicit SharedWalk(const clang::Preprocessor &PP) : PP(&PP) {}

  /// Walks once; later calls for the same unit do nothing.
  void run(clang::ASTContext &Ctx);

  void onDiscard(const clang::Expr &E, const Place &Where) override;
  void onCall(const clang::Expr &E, const Place &Where) override;
  void onMarked(const clang::NamedDecl &D) override;
  void onVariable(const clang::VarDecl &Var, const Place &Where) override;
  void onFunction(const clang::FunctionDecl &F, const Place &Where) override;
  void onTry(const clang::CXXTryStmt &S, const Place &Where) override;

private:
  /// Tells every check, and takes its time where that is asked for.
  template <class Told> void each(Told Tell);
  void walk(clang::ASTContext &Ctx);

  const clang::Preprocessor *PP;
  std::vector<TaskCheck *> Checks;
  /// The seconds that passed in each check, where its cost is asked for.
  std::vector<double> Spent;
  bool Done = false;
};

} // namespace holdfast
