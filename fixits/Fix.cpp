// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixits/Fix.h"

#include "llvm/ADT/StringSwitch.h"

namespace holdfast {

llvm::StringRef spelling(FixTier T) {
  switch (T) {
  case FixTier::Safe:
    return "safe";
  case FixTier::Suggest:
    return "suggest";
  case FixTier::Display:
    return "display";
  }
  return "";
}

llvm::StringRef spelling(FixFamily F) {
  switch (F) {
  case FixFamily::Await:
    return "await";
  case FixFamily::Group:
    return "group";
  case FixFamily::TrackedSet:
    return "tracked-set";
  case FixFamily::Report:
    return "report";
  }
  return "";
}

std::optional<FixTier> parseFixTier(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<FixTier>>(Word)
      .Case("safe", FixTier::Safe)
      .Case("suggest", FixTier::Suggest)
      .Case("display", FixTier::Display)
      .Default(std::nullopt);
}

Fix advice(llvm::StringRef Text) {
  Fix F;
  F.Title = Text.str();
  F.Tier = FixTier::Display;
  F.Family = FixFamily::Group;
  return F;
}

} // namespace holdfast
