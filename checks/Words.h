// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words that an identifier is made of.
#pragma once

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <initializer_list>
#include <string>

namespace holdfast {

/// `startTask`, `StartTask` and `start_task` are `start`, `task`; `HTTPJob` is
/// `http`, `job`. In lower case; digits belong to the word before them.
llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef Identifier);

inline bool oneOf(llvm::StringRef Word,
                  std::initializer_list<llvm::StringRef> Words) {
  return llvm::is_contained(Words, Word);
}

} // namespace holdfast
