// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the function that made a handle knows of it, beside what its type says.
#pragma once

#include "checks/catalogue/Catalogue.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace holdfast {

/// What a spawn's row and the arguments of one call of it say.
struct Production {
  /// Unknown: as the type says.
  Consequence Drop = Consequence::Unknown;
  ErrorFate Errors = ErrorFate::Unknown;
  /// The result may be dropped.
  bool Sanctioned = false;
};
Production productionOf(const clang::CallExpr &Call,
                        const catalogue::SpawnRow &Row,
                        const catalogue::Catalogue &Rows);

/// The values that \p F gives back, one for each `return`, where all of its
/// body can be seen: what stands there, or what the local variable that stands
/// there was made from. Empty if one of them cannot be known. The bodies of
/// system headers are not looked into.
llvm::SmallVector<const clang::Expr *, 2>
returnedValues(const clang::FunctionDecl &F, const clang::ASTContext &Ctx);

} // namespace holdfast
