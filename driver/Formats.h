// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The formats of a report, by name.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

struct Plan;
struct RunResult;
class Sources;

struct Format {
  llvm::StringLiteral Name;
  void (*Write)(const RunResult &Result, const Plan &P, Sources &Texts,
                llvm::raw_ostream &OS, bool Colours);
};

/// All of them; the first is the default.
llvm::ArrayRef<Format> formats();

} // namespace holdfast::driver
