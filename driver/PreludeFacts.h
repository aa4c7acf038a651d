// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a precompiled prelude does not tell, but who reads it must know; kept
// in a file of JSON beside it.
#pragma once

#include "driver/Inputs.h"
#include "driver/Report.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"

#include <map>
#include <set>
#include <string>

namespace clang {
class Preprocessor;
} // namespace clang

namespace holdfast::driver {

using FileSet = std::set<llvm::sys::fs::UniqueID>;

struct PreludeFacts {
  /// The headers that it was made of.
  FileSet Headers;
  /// Of each file that was read, those that it includes.
  std::map<llvm::sys::fs::UniqueID, FileSet> Includes;
  /// Every name that the preprocessor looked at.
  llvm::StringSet<> Names;
  /// The user's own files in it, and what was skipped in those:
  /// UnitReport::Skipped.
  std::vector<ReadFile> Own;
  std::vector<LineRange> Skipped;
  /// One of its files asks where it is included from.
  bool AsksForPlace = false;
  /// On what it depends.
  Inputs Asked;
};

/// Collects into \p Facts, as \p PP preprocesses the prelude's own file, who
/// includes whom. Both must outlive the preprocessor.
void collectIncludes(clang::Preprocessor &PP, PreludeFacts &Facts);

/// Adds every name that \p PP has looked at.
void collectNames(const clang::Preprocessor &PP, PreludeFacts &Facts);

/// Writes them for the prelude \p File. False: they could not be written.
bool writeFacts(llvm::StringRef File, const PreludeFacts &Facts);

/// Reads those of the prelude \p File; nullptr: there are none. They stay in
/// memory until those of another one are read.
const PreludeFacts *factsOf(llvm::StringRef File);

} // namespace holdfast::driver
