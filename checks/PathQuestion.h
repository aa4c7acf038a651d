// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What does a condition ask? One answer for all the ways to write it: `n`,
// `n != 0` and `!(n == 0)` ask the same.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/FoldingSet.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>
#include <optional>

namespace holdfast {

/// `Term == Value`, `Term < Value`, or the truth of two terms' comparison,
/// which then are the one term together.
struct PathQuestion {
  /// What it asks about.
  const clang::Expr *Term = nullptr;
  /// What that is compared with; nullptr where it is a constant.
  const clang::Expr *Other = nullptr;
  bool Less = false;
  int64_t Value = 0;
  /// The condition is true where the answer is no.
  bool Inverted = false;

  /// What two questions about the same have in common.
  llvm::FoldingSetNodeID subject(const clang::ASTContext &Ctx) const;
  /// The answer where the term is \p Known.
  bool answer(int64_t Known) const {
    return Less ? Known < Value : Known == Value;
  }
  /// What \p Answer to this says about \p Another question with the same
  /// subject.
  std::optional<bool> implies(bool Answer, const PathQuestion &Another) const;
};

PathQuestion questionOf(const clang::Expr &Condition,
                        const clang::ASTContext &Ctx);

/// The number that \p E always is: false and nullptr are 0.
std::optional<int64_t> constantOf(const clang::Expr &E,
                                  const clang::ASTContext &Ctx);

/// The numbers that a value of the type \p T can be, if its enumerators are
/// all.
llvm::SmallVector<int64_t, 4> enumerators(clang::QualType T);

} // namespace holdfast
