// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Fingerprint.h"

#include "llvm/ADT/StringExtras.h"

#include <map>

namespace holdfast::driver {

/// The statement from \p Offset to its end or to where a body begins, without
/// its white space: what stays when lines are moved, joined and broken anew.
static std::string statementAt(llvm::StringRef Content, unsigned Offset) {
  // No statement is told apart by what comes later.
  constexpr size_t Longest = 400;
  std::string Text;
  for (char C : Content.substr(Offset)) {
    if (C == ';' || C == '{' || C == '}' || Text.size() == Longest)
      break;
    if (!llvm::isSpace(C))
      Text += C;
  }
  return Text;
}

void giveFingerprints(std::vector<MergedFinding> &Findings, Sources &Texts) {
  std::map<std::string, unsigned> Ordinals;
  for (MergedFinding &F : Findings) {
    const std::string *Content = Texts.content(F.File);
    const std::string Text = llvm::join_items(
        '\0', F.What.Check, F.What.Function,
        Content ? statementAt(*Content, F.What.Offset) : std::string());
    F.Likeness = longHashOf(Text);
    std::string InFile = llvm::join_items('\0', F.ShownFile, Text);
    const unsigned Ordinal = Ordinals[InFile]++;
    InFile += '\0' + std::to_string(Ordinal);
    F.Fingerprint = longHashOf(InFile);
  }
}

} // namespace holdfast::driver
