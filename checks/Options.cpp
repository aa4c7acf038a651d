// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Options.h"

#include "llvm/ADT/StringExtras.h"

namespace clang::tidy {

llvm::ArrayRef<std::pair<holdfast::FixChoice, llvm::StringRef>>
OptionEnumMapping<holdfast::FixChoice>::getEnumMapping() {
  using holdfast::FixChoice;
  static constexpr std::pair<FixChoice, llvm::StringRef> Words[] = {
      {FixChoice::Auto, "auto"},
      {FixChoice::Group, "group"},
      {FixChoice::TrackedSet, "tracked-set"},
      {FixChoice::Await, "await"},
      {FixChoice::None, "none"}};
  return Words;
}

llvm::ArrayRef<std::pair<holdfast::FixTier, llvm::StringRef>>
OptionEnumMapping<holdfast::FixTier>::getEnumMapping() {
  using holdfast::FixTier;
  static constexpr std::pair<FixTier, llvm::StringRef> Words[] = {
      {FixTier::Safe, "safe"}, {FixTier::Suggest, "suggest"}};
  return Words;
}

llvm::ArrayRef<std::pair<holdfast::ExplicitDiscardPolicy, llvm::StringRef>>
OptionEnumMapping<holdfast::ExplicitDiscardPolicy>::getEnumMapping() {
  using Policy = holdfast::ExplicitDiscardPolicy;
  static constexpr std::pair<Policy, llvm::StringRef> Words[] = {
      {Policy::Report, "report"}, {Policy::Allow, "allow"}};
  return Words;
}

llvm::ArrayRef<std::pair<holdfast::InferHandles, llvm::StringRef>>
OptionEnumMapping<holdfast::InferHandles>::getEnumMapping() {
  using holdfast::InferHandles;
  static constexpr std::pair<InferHandles, llvm::StringRef> Words[] = {
      {InferHandles::Names, "names"},
      {InferHandles::Types, "types"},
      {InferHandles::Off, "off"}};
  return Words;
}

llvm::ArrayRef<std::pair<holdfast::LostErrorCodePolicy, llvm::StringRef>>
OptionEnumMapping<holdfast::LostErrorCodePolicy>::getEnumMapping() {
  using Policy = holdfast::LostErrorCodePolicy;
  static constexpr std::pair<Policy, llvm::StringRef> Words[] = {
      {Policy::Allow, "allow"}, {Policy::Report, "report"}};
  return Words;
}

} // namespace clang::tidy

namespace holdfast {

// Each key stands once: what is read is what is stored.
static constexpr llvm::StringLiteral FixKey = "Fix";
static constexpr llvm::StringLiteral TierKey = "FixTier";
static constexpr llvm::StringLiteral DiscardKey = "ExplicitDiscard";
static constexpr llvm::StringLiteral InferKey = "InferHandles";
static constexpr llvm::StringLiteral RedundantKey = "ReportRedundantIntent";
static constexpr llvm::StringLiteral ErrorCodeKey = "LostErrorCode";
static constexpr llvm::StringLiteral FilesKey = "CatalogueFiles";

/// The parts of \p Text between semicolons.
static std::vector<std::string> list(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  llvm::SplitString(Text, Parts, ";");
  std::vector<std::string> Out;
  for (llvm::StringRef Part : Parts)
    Out.push_back(Part.trim().str());
  return Out;
}

void CheckOptions::read(const clang::tidy::ClangTidyCheck::OptionsView &From) {
  Fix = From.getLocalOrGlobal(FixKey, Fix);
  Tier = From.getLocalOrGlobal(TierKey, Tier);
  ExplicitDiscard = From.getLocalOrGlobal(DiscardKey, ExplicitDiscard);
  Infer = From.getLocalOrGlobal(InferKey, Infer);
  ReportRedundantIntent =
      From.getLocalOrGlobal(RedundantKey, ReportRedundantIntent);
  LostErrorCode = From.getLocalOrGlobal(ErrorCodeKey, LostErrorCode);
  CatalogueFiles = list(From.getLocalOrGlobal(FilesKey, ""));
}

void CheckOptions::store(const clang::tidy::ClangTidyCheck::OptionsView &Into,
                         clang::tidy::ClangTidyOptions::OptionMap &Map) const {
  Into.store(Map, FixKey, Fix);
  Into.store(Map, TierKey, Tier);
  Into.store(Map, DiscardKey, ExplicitDiscard);
  Into.store(Map, InferKey, Infer);
  Into.store(Map, RedundantKey, ReportRedundantIntent);
  Into.store(Map, ErrorCodeKey, LostErrorCode);
  Into.store(Map, FilesKey, llvm::join(CatalogueFiles, ";"));
}

} // namespace holdfast
