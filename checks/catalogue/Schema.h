// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The keys of a catalogue file: one table for each kind of row. The loader
// reads by these tables and docs/catalogue.md prints them, so that a key stands
// in one place only.
#pragma once

#include "checks/catalogue/Catalogue.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <memory>
#include <vector>

namespace holdfast::catalogue {

/// One key, as documentation shows it.
struct KeyInfo {
  llvm::StringLiteral Name;
  /// What leaving it out means; empty: it must be there.
  llvm::StringLiteral Default;
  llvm::StringLiteral Help;
  bool required() const { return Default.empty(); }
};

/// Reads the libraries of one file's text. \p File names it in messages. With
/// any error at all the result is empty and \p Errors has grown. \p Enabled
/// gets the ids under `enable`.
std::vector<std::unique_ptr<Library>>
parse(llvm::StringRef File, llvm::StringRef Text,
      std::vector<LoadError> &Errors,
      std::vector<std::string> *Enabled = nullptr);

/// Calls \p Each for every kind of row with its name (`a handle`), the key of
/// the library that lists it (`handles`; empty for the library itself) and each
/// of its keys.
void forEachKey(llvm::function_ref<void(llvm::StringRef Noun,
                                        llvm::StringRef List, const KeyInfo &)>
                    Each);

} // namespace holdfast::catalogue
