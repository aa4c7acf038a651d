// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace holdfast::driver {

/// One line on standard error that counts, if that is a terminal; else nothing.
class Progress {
public:
  /// \p Verb is what has been done to each of \p Total files.
  Progress(llvm::StringRef Verb, size_t Total);
  ~Progress() { done(); }
  void step(llvm::StringRef File);
  /// Clears the line.
  void done();

private:
  std::string Verb;
  size_t Total;
  size_t Count = 0;
  bool Shown;
};

} // namespace holdfast::driver
