// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A unit that began with a prelude: does it mean the same as without one?
#pragma once

#include "driver/ClangVersion.h"
#include "driver/PreludeFacts.h"

#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PPCallbacks.h"

#include <memory>

namespace clang {
class Preprocessor;
} // namespace clang

namespace holdfast::driver {

/// Says in \p Misfit why, if the unit that \p PP preprocesses could read the
/// headers of its prelude in another way where it includes them itself:
/// - one of its own files defines or undefines a macro that they look at,
///   before it has included all of them;
/// - one of its own files uses a macro of theirs, or asks whether it is
/// defined,
///   before it has included what defines it;
/// - it does not include all of them.
/// All three must outlive the callbacks.
std::unique_ptr<clang::PPCallbacks> guardPrelude(clang::Preprocessor &PP,
                                                 const PreludeFacts &Facts,
                                                 std::string &Misfit);

/// Shows \p Inner only what the unit itself declares, and what the user's own
/// headers in its prelude do: the others' part is read from its file where
/// something names it, and not as a whole.
class OwnDeclarations : public clang::MultiplexConsumer {
public:
  /// \p Headers: the prelude has headers of the user's.
  OwnDeclarations(std::unique_ptr<clang::ASTConsumer> Inner, bool Headers)
      : MultiplexConsumer(listOf(std::move(Inner))), Headers(Headers) {}

  void HandleTranslationUnit(clang::ASTContext &Ctx) override;

private:
  const bool Headers;
};

} // namespace holdfast::driver
