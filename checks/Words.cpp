// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Words.h"

#include "llvm/ADT/StringExtras.h"

namespace holdfast {

llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef Identifier) {
  llvm::SmallVector<std::string, 4> Words;
  bool Begins = true;
  for (size_t I = 0; I < Identifier.size(); ++I) {
    const char C = Identifier[I];
    if (!llvm::isAlnum(C)) {
      Begins = true;
      continue;
    }
    const auto Is = [&](size_t At, auto Kind) {
      return At < Identifier.size() && Kind(Identifier[At]);
    };
    // `startTask`, and the last capital of `HTTPJob`.
    if (llvm::isUpper(C) && I > 0 &&
        (!llvm::isUpper(Identifier[I - 1]) || Is(I + 1, llvm::isLower)))
      Begins = true;
    if (Begins)
      Words.emplace_back();
    Begins = false;
    Words.back() += llvm::toLower(C);
  }
  return Words;
}

} // namespace holdfast
