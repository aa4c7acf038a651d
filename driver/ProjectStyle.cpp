// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ProjectStyle.h"

#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/STLExtras.h"

namespace holdfast::driver {

namespace format = clang::format;
using clang::tooling::Replacement;
using clang::tooling::Replacements;

/// True if the style would leave the lines that \p E touches as they are.
static bool wasFormatted(const format::FormatStyle &Style,
                         llvm::StringRef Content, const Edit &E,
                         const std::string &File) {
  return format::reformat(Style, Content,
                          clang::tooling::Range(E.Offset, E.Length), File)
      .empty();
}

std::vector<Edit> formatted(const std::string &File, llvm::StringRef Content,
                            std::vector<Edit> Edits) {
  auto Style = format::getStyle("file", File, /*FallbackStyle=*/"none", Content,
                                /*FS=*/nullptr, /*AllowUnknownOptions=*/true);
  if (!Style) {
    llvm::consumeError(Style.takeError()); // clang-format itself says it better
    return Edits;
  }
  if (Style->DisableFormat)
    return Edits;
  // The order of the includes is nobody's business here.
  Style->SortIncludes = {};

  Replacements All;
  std::vector<const Edit *> Written;
  for (const Edit &E : Edits) {
    // Two insertions at one place have their order from here.
    if (llvm::Error Clash =
            All.add(Replacement(File, E.Offset, E.Length, E.Text))) {
      llvm::consumeError(std::move(Clash));
      return Edits;
    }
    if (!llvm::StringRef(E.Text).contains("#include") &&
        wasFormatted(*Style, Content, E, File))
      Written.push_back(&E);
  }
  auto New = clang::tooling::applyAllReplacements(Content, All);
  if (!New) {
    llvm::consumeError(New.takeError());
    return Edits;
  }
  if (Written.empty())
    return Edits;
  // Where the written text is by now.
  std::vector<clang::tooling::Range> Ranges;
  for (const Edit *E : Written) {
    const unsigned End = All.getShiftedCodePosition(E->Offset + E->Length);
    Ranges.emplace_back(End - E->Text.size(), E->Text.size());
  }
  All = All.merge(format::reformat(*Style, *New, Ranges, File));
  std::vector<Edit> Result;
  for (const Replacement &R : All)
    Result.push_back(
        {File, R.getOffset(), R.getLength(), R.getReplacementText().str()});
  return Result;
}

} // namespace holdfast::driver
