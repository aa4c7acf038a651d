// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints rows as the YAML that the loader reads.
#pragma once

#include "checks/catalogue/Facts.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace holdfast::catalogue {

class YamlPrinter {
public:
  /// \p FirstOfItem: the first line begins with the dash of a list's item.
  YamlPrinter(llvm::raw_ostream &Out, unsigned Indent, bool FirstOfItem = false)
      : Out(Out), Indent(Indent), FirstOfItem(FirstOfItem) {}

  /// Each prints nothing where \p Value is \p Default.
  void print(llvm::StringRef Name, const std::string &Value,
             const std::string &Default);
  void print(llvm::StringRef Name, bool Value, bool Default);
  void print(llvm::StringRef Name, int Value, int Default);
  void print(llvm::StringRef Name, unsigned Value, unsigned Default);
  void print(llvm::StringRef Name, Consequence Value, Consequence Default);
  void print(llvm::StringRef Name, ErrorFate Value, ErrorFate Default);
  void print(llvm::StringRef Name, Start Value, Start Default);
  void print(llvm::StringRef Name, const std::vector<std::string> &Value,
             const std::vector<std::string> &Default);
  /// Rows.h defines it.
  template <class Row>
  void print(llvm::StringRef Name, const std::vector<Row> &Rows,
             const std::vector<Row> &Default);

private:
  void line(const llvm::Twine &Text);

  llvm::raw_ostream &Out;
  unsigned Indent;
  bool FirstOfItem;
};

} // namespace holdfast::catalogue
