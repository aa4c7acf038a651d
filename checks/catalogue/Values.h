// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values of a catalogue file that have a form of their own: names, headers and
// code with placeholders. Each function leaves an error in place of a value
// that has not that form.
#pragma once

#include "checks/catalogue/Reader.h"

#include <string>
#include <vector>

namespace holdfast::catalogue {

/// A C++ name, perhaps qualified, without template arguments.
void readName(Reader &R, Value V, std::string &Out);
void readNames(Reader &R, Value V, std::vector<std::string> &Out);
/// The identifier of a macro.
void readMacro(Reader &R, Value V, std::string &Out);
/// Identifiers of macros.
void readMacros(Reader &R, Value V, std::vector<std::string> &Out);
/// Names with their leading `::`; at least one.
void readRoots(Reader &R, Value V, std::vector<std::string> &Out);
/// `<header>` or `"header"`.
void readHeader(Reader &R, Value V, std::string &Out);
/// C++ text with the placeholders \p Allowed, such as `{h}`, of which each of
/// \p Needed must occur.
void readCode(Reader &R, Value V, llvm::ArrayRef<llvm::StringRef> Allowed,
              llvm::ArrayRef<llvm::StringRef> Needed, std::string &Out);

} // namespace holdfast::catalogue
