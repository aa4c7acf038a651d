// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The options that all checks share, each read and stored through one table.
#pragma once

#include "fixits/Fix.h"

#include "clang-tidy/ClangTidyCheck.h"

#include <string>
#include <vector>

namespace holdfast {

/// Which family of fixes sits on the warning.
enum class FixChoice { Auto, Group, TrackedSet, Await, None };

/// What to do about a drop that the code spells out.
enum class ExplicitDiscardPolicy { Report, Allow };

/// How much is taken for a handle without a row or a mark.
enum class InferHandles {
  /// What a function named like one that starts work returns, too.
  Names,
  /// Coroutine types and senders alone.
  Types,
  Off,
};

/// What to do about an operation whose error code its token throws away.
enum class LostErrorCodePolicy { Allow, Report };

/// docs/checks/ describes each with an example. An option may be given for one
/// check (`holdfast-discarded-task.Fix`) or for all of them (`Fix`).
struct CheckOptions {
  FixChoice Fix = FixChoice::Auto;
  /// The furthest tier that the preferred fix may have.
  FixTier Tier = FixTier::Suggest;
  ExplicitDiscardPolicy ExplicitDiscard = ExplicitDiscardPolicy::Report;
  InferHandles Infer = InferHandles::Names;
  /// Whether a mark or a discard that says nothing is reported.
  bool ReportRedundantIntent = false;
  LostErrorCodePolicy LostErrorCode = LostErrorCodePolicy::Allow;
  /// The user's own catalogue files, after those found as `.holdfast.yaml`.
  std::vector<std::string> CatalogueFiles;

  void read(const clang::tidy::ClangTidyCheck::OptionsView &From);
  void store(const clang::tidy::ClangTidyCheck::OptionsView &Into,
             clang::tidy::ClangTidyOptions::OptionMap &Map) const;
};

} // namespace holdfast

namespace clang::tidy {

template <> struct OptionEnumMapping<holdfast::FixChoice> {
  static llvm::ArrayRef<std::pair<holdfast::FixChoice, llvm::StringRef>>
  getEnumMapping();
};
template <> struct OptionEnumMapping<holdfast::FixTier> {
  static llvm::ArrayRef<std::pair<holdfast::FixTier, llvm::StringRef>>
  getEnumMapping();
};
template <> struct OptionEnumMapping<holdfast::InferHandles> {
  static llvm::ArrayRef<std::pair<holdfast::InferHandles, llvm::StringRef>>
  getEnumMapping();
};
template <> struct OptionEnumMapping<holdfast::ExplicitDiscardPolicy> {
  static llvm::ArrayRef<
      std::pair<holdfast::ExplicitDiscardPolicy, llvm::StringRef>>
  getEnumMapping();
};

template <> struct OptionEnumMapping<holdfast::LostErrorCodePolicy> {
  static llvm::ArrayRef<
      std::pair<holdfast::LostErrorCodePolicy, llvm::StringRef>>
  getEnumMapping();
};

} // namespace clang::tidy
