// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Function bodies that no finding can depend on are not parsed, and not
// instantiated.
//
// A translation unit that includes a few library headers spends most of its
// time in functions of those headers. The parser can skip a body
// (FrontendOptions::SkipFunctionBodies); this consumer says which ones.
#pragma once

#include "driver/ClangVersion.h"
#include "driver/TemplateReach.h"

#include "clang/Frontend/MultiplexConsumer.h"

#include <memory>
#include <vector>

namespace clang {
class CompilerInstance;
} // namespace clang

namespace holdfast::driver {

/// Forwards everything to the consumer that it wraps and skips a body where
/// that changes no finding:
/// - only in system headers, where nothing is reported;
/// - what is written in a template is parsed, since it decides which of the
///   user's own templates are instantiated; it is instantiated where it can
///   lead there (`TemplateReach`);
/// - not a destructor, nor a member of a class that looks like a promise or an
///   awaiter: what a drop does is read from those bodies.
/// The parser itself keeps constexpr functions and deduced return types.
class SystemBodySkipper : public clang::MultiplexConsumer {
public:
  enum class Templates {
    /// All that are used: what the compiler itself would say is wanted.
    Instantiate,
    Skip,
  };

  /// Around \p Inner, and tells \p Compiler to ask. Bodies are read by the
  /// parser, which is made after the consumer.
  static std::unique_ptr<clang::ASTConsumer>
  around(std::unique_ptr<clang::ASTConsumer> Inner, Templates How,
         clang::CompilerInstance &Compiler);

  SystemBodySkipper(std::unique_ptr<clang::ASTConsumer> Inner, Templates How)
      : MultiplexConsumer(listOf(std::move(Inner))), How(How) {}

  void InitializeSema(clang::Sema &S) override;
  void ForgetSema() override;
  bool shouldSkipFunctionBody(clang::Decl *D) override;
  void HandleCXXImplicitFunctionInstantiation(clang::FunctionDecl *D) override;

private:
  const Templates How;
  clang::Sema *SemaRef = nullptr;
  TemplateReach Reach;
};

} // namespace holdfast::driver
