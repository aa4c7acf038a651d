// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The options of all commands.
#pragma once

#include "driver/Options.h"

namespace holdfast::driver {

/// One option: `Set` returns what is wrong with the value, or nothing.
struct OptionRow {
  llvm::StringLiteral Name;
  /// The value's name in the help; empty: the option takes none.
  llvm::StringLiteral Value;
  /// `c`heck, `f`ix, `s`uppress, `b`aseline, `m`erge, `i`nit.
  llvm::StringLiteral Commands;
  llvm::StringLiteral Help;
  std::string (*Set)(Options &, llvm::StringRef Value);
};

llvm::ArrayRef<OptionRow> optionRows();

} // namespace holdfast::driver
