// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Function bodies that no finding can depend on are not parsed.
//
// A translation unit that includes a few library headers spends most of its
// time in functions of those headers. The parser can skip a body
// (FrontendOptions::SkipFunctionBodies); this consumer says which ones.
#pragma once

#include "clang/Frontend/MultiplexConsumer.h"

#include <memory>

namespace holdfast::driver {

/// Forwards everything to the consumer that it wraps and skips a body where
/// that changes no finding:
/// - only in system headers, where nothing is reported;
/// - not in a template: what it calls decides which of the user's own templates
///   are instantiated;
/// - not a destructor, nor a member of a class that looks like a promise or an
///   awaiter: what a drop does is read from those bodies.
/// The parser itself keeps constexpr functions and deduced return types.
class SystemBodySkipper : public clang::MultiplexConsumer {
public:
  explicit SystemBodySkipper(std::unique_ptr<clang::ASTConsumer> Inner)
      : MultiplexConsumer(std::move(Inner)) {}

  bool shouldSkipFunctionBody(clang::Decl *D) override;
};

} // namespace holdfast::driver
