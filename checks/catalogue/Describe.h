// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The catalogue as text for people: docs/catalogue.md and the driver's
// `catalogue list` and `catalogue show`.
#pragma once

#include "checks/catalogue/Catalogue.h"

#include "llvm/Support/raw_ostream.h"

namespace holdfast::catalogue {

/// A Markdown table of the handles of all libraries, then one of the functions
/// that start work or let go of it, then one of the owners.
void printMarkdown(llvm::raw_ostream &Out, const Catalogue &C);

/// A Markdown table for each kind of row: its keys, their defaults, what they
/// mean.
void printSchema(llvm::raw_ostream &Out);

/// One line for each library: its id, its name, how many handles it has.
void printList(llvm::raw_ostream &Out, const Catalogue &C);

/// All rows of \p Lib in the YAML that would load to the same, keys with their
/// default left out.
void printLibrary(llvm::raw_ostream &Out, const Library &Lib);

} // namespace holdfast::catalogue
